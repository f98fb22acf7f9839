import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Mail, startSmtp } from '../servers/smtp.ts';

export interface MailSink {
  readonly host: string;
  readonly port: number;
  /** Every mail lands here, one `.eml` each. */
  readonly folder: string;
  readonly mails: ReadonlyArray<Mail>;
  /** While it refuses, every recipient is turned away with "try again later". */
  refuse(refusing: boolean): void;
  stop(): Promise<void>;
}

/** A mail server on this machine only, that keeps what it gets and sends nothing on. */
export async function startMailSink(folder: string): Promise<MailSink> {
  const smtp = await startSmtp();
  const kept = new Set<Mail>();
  const keep = async (mail: Mail): Promise<void> => {
    kept.add(mail);
    const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
    await writeFile(path.join(folder, `${stamp}-${kept.size}.eml`), mail.raw, { mode: 0o600 });
    void smtp.received((other) => !kept.has(other)).then(keep);
  };
  void smtp.received((mail) => !kept.has(mail)).then(keep);
  return {
    host: smtp.host,
    port: smtp.port,
    folder,
    mails: smtp.mails,
    refuse: (refusing) => smtp.behave(refusing ? 'not-now' : 'accept'),
    stop: () => smtp.close(),
  };
}
