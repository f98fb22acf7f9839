import type { Language } from '../../shared/domain/platform.ts';
import { type Content, compose, oneLine } from './templates.ts';

interface LinkMail {
  readonly language: Language;
  /** The company, or the platform for a user of its own. */
  readonly of: string;
  readonly link: string;
  readonly validHours: number;
}

export const passwordResetMail = ({ language, of, link, validHours }: LinkMail): Content => {
  const name = oneLine(of);
  return compose(
    language === 'tr'
      ? {
          language,
          subject: `Yeni parola belirleyin: ${name}`,
          paragraphs: [
            `${name} hesabınız için yeni bir parola belirlemeniz istendi. Parolayı bu bağlantıdan belirleyin:`,
            `Bağlantı bir kez kullanılabilir ve ${validHours} saat geçerlidir. Daha önce gönderilen bağlantılar artık çalışmaz.`,
            'Bunu beklemiyorsanız yöneticinize sorun. Parolanızı kimseye söylemeyin; sizden hiçbir zaman istenmez.',
          ],
          link,
        }
      : {
          language,
          subject: `Choose a new password: ${name}`,
          paragraphs: [
            `You were asked to choose a new password for your account at ${name}. Choose it here:`,
            `The link works once and for ${validHours} hours. Links that were sent before no longer work.`,
            'If you did not expect this, ask your administrator. Never tell anybody your password; nobody will ask for it.',
          ],
          link,
        },
  );
};

export const invitationMail = ({ language, of, link, validHours }: LinkMail): Content => {
  const name = oneLine(of);
  return compose(
    language === 'tr'
      ? {
          language,
          subject: `Davet: ${name}`,
          paragraphs: [
            `${name} sizi davet ediyor. Parolanızı belirleyip giriş yapmak için bu bağlantıyı kullanın:`,
            `Bağlantı bir kez kullanılabilir ve ${validHours} saat geçerlidir. Daha önce gönderilen davetler artık çalışmaz.`,
            'Bu daveti beklemiyorsanız bu iletiyi yok sayabilirsiniz.',
          ],
          link,
        }
      : {
          language,
          subject: `Invitation: ${name}`,
          paragraphs: [
            `${name} invites you. Use this link to choose your password and sign in:`,
            `The link works once and for ${validHours} hours. Invitations that were sent before no longer work.`,
            'If you did not expect this invitation, ignore this message.',
          ],
          link,
        },
  );
};
