/** A file as CACTI writes it, made with the tables that its source has. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { temporaryFolder } from "./temporaryFolder.ts";

/** The tables of `user_version` 1. */
export const cactiTables = `
  PRAGMA user_version = 1;
  CREATE TABLE speakers (speaker_id integer primary key not null, speaker_name string not null unique);
  CREATE TABLE codes (code_id integer primary key not null, code_name string not null unique, speaker_id integer,
    foreign key (speaker_id) references speakers (speaker_id));
  CREATE TABLE utterances (utterance_id TEXT primary key not null unique, time_marker string not null,
    code_id integer, annotation string, foreign key (code_id) references codes (code_id));
  CREATE TABLE ratings (rating_id integer primary key not null, rating_name string not null unique,
    response_value integer not null);
  CREATE TABLE utterances_ratings (utterance_id integer, rating_id integer);
  CREATE TABLE attributes (name, value);
`;

/** Two questions and a reflection of a therapist, a client's turn, a code of another scheme; two ratings. */
export const cactiSession = `
  INSERT INTO speakers VALUES (0, 'Therapist'), (1, 'Client');
  INSERT INTO codes VALUES (10, 'Q', 0), (11, 'CR', 0), (12, 'CR+/-', 0), (20, 'FN', 1);
  INSERT INTO utterances VALUES
    ('00000510', '00:00:00.5', 10, ''), ('00001520', '00:00:01.5', 20, 'mm'),
    ('00002111', '00:00:02,1', 11, ''), ('00003012', '00:00:03.0', 12, 42), ('00004010', '00:00:04.0', 10, '');
  INSERT INTO ratings VALUES (1, 'Partnership', 4), (2, 'Empathy', 5), (3, 'Direction', 3);
  INSERT INTO utterances_ratings VALUES ('00002111', 2);
  INSERT INTO attributes VALUES ('AUDIO_FILE_PATH', '/home/coder/klient.wav'), ('GLOBAL_NOTES', '');
`;

/** The bytes of a database. @param sql - makes and fills it */
export function sqliteBytes(sql: string = cactiTables + cactiSession): Buffer {
  const db = new Database(":memory:");
  try {
    db.exec(sql);
    return db.serialize();
  } finally {
    db.close();
  }
}

/** Where bytes now lie in a folder of their own. */
export function fileOf(name: string, content: Uint8Array | string): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}
