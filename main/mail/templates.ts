import type { Language } from '../../shared/domain/platform.ts';
import type { Mail } from './mailer.ts';

export type Content = Omit<Mail, 'to'>;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Company names are other people's text: in a mail's HTML they stay text. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

/** One line, whatever it came from: a subject with a line break would be a second header. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

interface Draft {
  readonly language: Language;
  readonly subject: string;
  readonly paragraphs: ReadonlyArray<string>;
  /** Shown large, for copying. */
  readonly highlight?: string;
  /** On a line of its own. */
  readonly link?: string;
}

export function compose({ language, subject, paragraphs, highlight, link }: Draft): Content {
  const [first = '', ...rest] = paragraphs;
  const shown = [highlight, link].filter((part) => part !== undefined);
  const body = [first, ...shown, ...rest];
  const html = [
    `<p>${escapeHtml(first)}</p>`,
    ...(highlight === undefined
      ? []
      : [`<p style="font-size:28px;letter-spacing:4px;font-weight:600">${escapeHtml(highlight)}</p>`]),
    ...(link === undefined ? [] : [`<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`]),
    ...rest.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
  ].join('');
  return {
    subject: oneLine(subject),
    text: `${body.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${language}"><meta charset="utf-8"><body style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#1a1a1a;max-width:520px">${html}</body></html>`,
  };
}

export const verificationMail = (parts: {
  language: Language;
  company: string;
  code: string;
  validMinutes: number;
}): Content =>
  compose(
    parts.language === 'tr'
      ? {
          language: 'tr',
          subject: 'E-posta doğrulama kodunuz',
          paragraphs: [
            `${oneLine(parts.company)} için yapılan başvuruyu doğrulamak üzere bu kodu girin:`,
            `Kod ${parts.validMinutes} dakika geçerlidir.`,
            'Bu başvuruyu siz yapmadıysanız bu iletiyi yok sayabilirsiniz; hiçbir hesap açılmaz.',
          ],
          highlight: parts.code,
        }
      : {
          language: 'en',
          subject: 'Your e-mail verification code',
          paragraphs: [
            `Enter this code to verify the registration of ${oneLine(parts.company)}:`,
            `The code is valid for ${parts.validMinutes} minutes.`,
            'If you did not register, ignore this message; no account is opened.',
          ],
          highlight: parts.code,
        },
  );

export const welcomeMail = (parts: { language: Language; company: string; domain: string }): Content =>
  compose(
    parts.language === 'tr'
      ? {
          language: 'tr',
          subject: `Hesabınız hazır: ${oneLine(parts.company)}`,
          paragraphs: [
            `${oneLine(parts.company)} için hesabınız hazır. Giriş adresiniz:`,
            'Başvuruda verdiğiniz e-posta adresi ve parola ile giriş yapın. Başvuru sizin adınıza yapıldıysa önce "Parolamı unuttum" ile bir parola belirleyin.',
            'İlk girişte şirket bilgileri ve paket seçimi sorulur.',
          ],
          highlight: `https://${parts.domain}`,
        }
      : {
          language: 'en',
          subject: `Your account is ready: ${oneLine(parts.company)}`,
          paragraphs: [
            `The account of ${oneLine(parts.company)} is ready. Sign in at:`,
            'Use the e-mail address and password from your registration. If somebody registered for you, choose a password first with "Forgot password".',
            'At the first sign-in you are asked for company details and a package.',
          ],
          highlight: `https://${parts.domain}`,
        },
  );
