import { foldForSearch } from '../../shared/domain/names.ts';
import type { Random } from './random.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly username: string;
}

const firstNames = [
  'Işıl',
  'İrem',
  'Çağla',
  'Ümit',
  'Özge',
  'Şule',
  'Gülşah',
  'Oğuz',
  'Yiğit',
  'Elif',
  'Burak',
  'Selin',
  'Derya',
  'Hasan',
  'Pelin',
  'Ayşegül',
  'Göktuğ',
  'María José',
  'Łukasz',
  'Søren',
  'Zoë',
  'Seán',
] as const;

const lastNames = [
  'Yılmaz',
  'Öztürk',
  'Şahin',
  'Çelik',
  'Işık',
  'Doğan',
  'Kılıç',
  'Güneş',
  'Aydın',
  'Ağaoğlu',
  'İnönü',
  'Ünlü',
  'Arslan',
  "O'Neil",
  'Nuñez',
  'Wójcik',
  'Müller',
  'Ørsted',
] as const;

const mailWord = (text: string): string => foldForSearch(text).replaceAll(/[^a-z]+/g, '.');

/** Somebody at a company; `number` keeps two people of one name apart. */
export function person(random: Random, companyCode: string, number: number): Person {
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const word = `${mailWord(first)}.${mailWord(last)}`;
  return {
    name: `${first} ${last}`,
    email: `${number === 0 ? word : `${word}${number}`}@${companyCode}.example`,
    username: number === 0 ? word : `${word}${number}`,
  };
}
