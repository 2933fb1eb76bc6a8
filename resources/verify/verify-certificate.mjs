#!/usr/bin/env node
/**
 * Checks certificates of erasure that were saved from Lyhörd: offline, without Lyhörd, with nothing but Node 18 or newer.
 *
 *   node verify-certificate.mjs raderingsintyg-1.json
 *   node verify-certificate.mjs raderingsintyg-1.json --fingerprint 7K2M-… --language en
 *
 * A saved file is JSON with the fields text (exactly what was signed), signature (Ed25519, RFC 8032, over the UTF-8
 * bytes of text), publicKey (both base64) and fingerprint (120 bits of the key's BLAKE2b-256, RFC 7693, in Crockford's
 * base32); or a list of those under "certificates". Anyone can make a key and sign with it: that a certificate comes from
 * a certain vault is known only by comparing its fingerprint with the one that this vault shows.
 *
 * Ends with 0 if everything holds, 1 if anything does not, 2 if a file cannot be read as a saved certificate.
 */
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const texts = {
  sv: {
    usage: "Så här: node verify-certificate.mjs raderingsintyg.json [--fingerprint 7K2M-…] [--language sv|nb|da|en]",
    unreadable: "Filen går inte att läsa, eller är inget sparat raderingsintyg.",
    changed: "Filen är inte som Lyhörd skrev den. Något runt den signerade texten har ändrats.",
    title: (number) => `RADERINGSINTYG ${number}`,
    holds: "Signaturen stämmer: inte ett tecken i intyget har ändrats sedan det skrevs.",
    broken: "SIGNATUREN STÄMMER INTE. Intyget har ändrats, eller är inte signerat med den nyckel som följer med.",
    keyHolds: (fingerprint) => `Fingeravtrycket hör till nyckeln: ${fingerprint}`,
    keyBroken: "FINGERAVTRYCKET HÖR INTE TILL NYCKELN.",
    compare: "Jämför fingeravtrycket med det som valvet visar under Inställningar, eller som står på ett papper du litar på. Vem som helst kan göra en egen nyckel.",
    expected: "Det är det fingeravtryck du väntade dig.",
    unexpected: "DET ÄR INTE DET FINGERAVTRYCK DU VÄNTADE DIG.",
    unknown: "Texten är signerad, men är inget raderingsintyg i en form som det här programmet känner.",
    facts: "Det här säger intyget:",
    allHold: (count) => (count === 1 ? "Intyget håller." : `Alla ${count} intyg håller.`),
    someFail: (failed, count) => (count === 1 ? "INTYGET HÅLLER INTE." : `${failed} AV ${count} INTYG HÅLLER INTE.`),
    yes: "ja", no: "nej", nothing: "–",
    words: { "storage of this computer": "den här datorns lagring", "cryptographic erasure": "kryptografisk radering: nyckeln förstörd", "overwritten and deleted": "överskriven och borttagen", "deleted and overwritten": "borttagen och överskriven", deleted: "borttagen", absent: "saknas", "found absent": "saknades redan", "rows deleted and overwritten in the encrypted database, write-ahead log emptied": "text borttagen och överskriven i den krypterade databasen, databasens logg tömd", database: "databasen", "write-ahead log": "databasens logg", "search index": "sökregistret", peaks: "vågformen", sound: "ljudet", transcript: "transkriptionen", notes: "anteckningarna och kodningarna", permission: "uppgifterna om samtycket", "title and names": "titeln och namnen på dem som var med", "title and source": "titeln och var materialet kommer ifrån", client: "klientsamtal", "role-play": "rollspel", exercise: "övning mellan kollegor", published: "publicerat material", clock: "tiden som var bestämd var ute", "last-date": "samtyckets sista dag var över", "handed-over": "överlämnat till arkivet", withdrawal: "samtycket togs tillbaka", "by-choice": "valvets ägare valde det", "replaced-by-transcoding": "originalet ersattes av en version med exakta tider", automatic: "Lyhörd, av sig självt", "vault-owner": "valvets ägare", "number-and-code": "någon med numret och koden på papperet" },
    parts: { made: "kända", form: "form", madeAt: "gjordes", keyHalfInFile: "nyckelhalva i fil", keyHalfInDatabase: "nyckelhalva i databasen", encryptedSound: "krypterat ljud", writeAheadLogEmpty: "databasens logg tom", canariesLookedFor: "eftersökta bitar av innehållet", canariesFound: "funna", rowsAbsent: "rader borta", filesAbsent: "filer borta", cannotBeOpened: "går inte att öppna", exported: "exporterade", shared: "delade", numberedCopies: "numrerade exemplar", returned: "återlämnade", missing: "saknade", record: "uppgifter", figures: "siffror utan ord, med samtalets datum", underPseudonym: "under pseudonym", name: "namn", version: "version", sequence: "post nr", hash: "hash" },
    labels: { medium: "Lagring", keyHalfFoundAbsentNotLaterThan: "Nyckelhalvan saknades senast", number: "Nummer", vault: "Valv", category: "Vad", kind: "Slag av samtal", heldOn: "Samtalets dag", clocksStartedAt: "Tiden räknades från", consentNumber: "Samtycke nr", givenOn: "Samtycket gavs", lastOn: "Samtyckets sista dag", withdrawnAt: "Samtycket togs tillbaka", keptWhere: "Blanketten finns", recordWritten: "Det som hör till akten var skrivet", organisation: "Organisation", reference: "Gallringsbeslut", saidBy: "Inget beslut behövs, enligt", rule: "Varför", dueAt: "Skulle raderas senast", executedBy: "Av", executedWhileLocked: "Medan valvet var låst", whatIsClaimed: "Det betyder", startedAt: "Började", finishedAt: "Klart", zone: "Valvets tidszon", method: "Hur", places: "Var", verification: "Kontrollerat", copies: "Kända exemplar utanför Lyhörd", remains: "Kvar i valvet", tool: "Program", audit: "Händelselogg", limits: "Intyget omfattar inte" },
  },
  nb: {
    usage: "Slik: node verify-certificate.mjs slettebekreftelse.json [--fingerprint 7K2M-…] [--language sv|nb|da|en]",
    unreadable: "Filen kan ikke leses, eller er ingen lagret slettebekreftelse.",
    changed: "Filen er ikke slik Lyhörd skrev den. Noe rundt den signerte teksten er endret.",
    title: (number) => `SLETTEBEKREFTELSE ${number}`,
    holds: "Signaturen stemmer: ikke et tegn i bekreftelsen er endret siden den ble skrevet.",
    broken: "SIGNATUREN STEMMER IKKE. Bekreftelsen er endret, eller er ikke signert med nøkkelen som følger med.",
    keyHolds: (fingerprint) => `Fingeravtrykket hører til nøkkelen: ${fingerprint}`,
    keyBroken: "FINGERAVTRYKKET HØRER IKKE TIL NØKKELEN.",
    compare: "Sammenlign fingeravtrykket med det hvelvet viser under Innstillinger, eller som står på et papir du stoler på. Hvem som helst kan lage en egen nøkkel.",
    expected: "Det er det fingeravtrykket du ventet.",
    unexpected: "DET ER IKKE DET FINGERAVTRYKKET DU VENTET.",
    unknown: "Teksten er signert, men er ingen slettebekreftelse i en form dette programmet kjenner.",
    facts: "Dette sier bekreftelsen:",
    allHold: (count) => (count === 1 ? "Bekreftelsen holder." : `Alle ${count} bekreftelsene holder.`),
    someFail: (failed, count) => (count === 1 ? "BEKREFTELSEN HOLDER IKKE." : `${failed} AV ${count} BEKREFTELSER HOLDER IKKE.`),
    yes: "ja", no: "nei", nothing: "–",
    words: { "storage of this computer": "denne maskinens lagring", "cryptographic erasure": "kryptografisk sletting: nøkkelen ødelagt", "overwritten and deleted": "overskrevet og fjernet", "deleted and overwritten": "fjernet og overskrevet", deleted: "fjernet", absent: "mangler", "found absent": "manglet allerede", "rows deleted and overwritten in the encrypted database, write-ahead log emptied": "tekst fjernet og overskrevet i den krypterte databasen, databasens logg tømt", database: "databasen", "write-ahead log": "databasens logg", "search index": "søkeregisteret", peaks: "lydkurven", sound: "lyden", transcript: "transkripsjonen", notes: "notatene og kodingene", permission: "opplysningene om samtykket", "title and names": "tittelen og navnene på dem som var med", "title and source": "tittelen og hvor materialet kommer fra", client: "samtale med bruker", "role-play": "rollespill", exercise: "øvelse mellom kolleger", published: "publisert materiale", clock: "tiden som var bestemt, var ute", "last-date": "samtykkets siste dag var over", "handed-over": "overlevert til arkivet", withdrawal: "samtykket ble trukket", "by-choice": "hvelvets eier valgte det", "replaced-by-transcoding": "originalen ble erstattet av en versjon med nøyaktige tider", automatic: "Lyhörd, av seg selv", "vault-owner": "hvelvets eier", "number-and-code": "noen med nummeret og koden på arket" },
    parts: { made: "laget", form: "form", madeAt: "laget den", keyHalfInFile: "nøkkelhalvdel i fil", keyHalfInDatabase: "nøkkelhalvdel i databasen", encryptedSound: "kryptert lyd", writeAheadLogEmpty: "databasens logg tom", canariesLookedFor: "biter av innholdet det ble lett etter", canariesFound: "funnet", rowsAbsent: "rader borte", filesAbsent: "filer borte", cannotBeOpened: "kan ikke åpnes", exported: "eksportert", shared: "delt", numberedCopies: "nummererte eksemplarer", returned: "returnert", missing: "mangler", record: "opplysninger", figures: "tall uten ord, med datoen for samtalen", underPseudonym: "under pseudonym", name: "navn", version: "versjon", sequence: "post nr.", hash: "hash" },
    labels: { medium: "Lagring", keyHalfFoundAbsentNotLaterThan: "Nøkkelhalvdelen manglet senest", number: "Nummer", vault: "Hvelv", category: "Hva", kind: "Slags samtale", heldOn: "Samtalens dag", clocksStartedAt: "Tiden ble regnet fra", consentNumber: "Samtykke nr.", givenOn: "Samtykket ble gitt", lastOn: "Samtykkets siste dag", withdrawnAt: "Samtykket ble trukket", keptWhere: "Skjemaet finnes", recordWritten: "Det som hører til journalen, var skrevet", organisation: "Organisasjon", reference: "Kassasjonsplan", saidBy: "Ingen plan trengs, ifølge", rule: "Hvorfor", dueAt: "Skulle slettes senest", executedBy: "Av", executedWhileLocked: "Mens hvelvet var låst", whatIsClaimed: "Det betyr", startedAt: "Begynte", finishedAt: "Ferdig", zone: "Hvelvets tidssone", method: "Hvordan", places: "Hvor", verification: "Kontrollert", copies: "Kjente eksemplarer utenfor Lyhörd", remains: "Igjen i hvelvet", tool: "Program", audit: "Hendelseslogg", limits: "Bekreftelsen omfatter ikke" },
  },
  da: {
    usage: "Sådan: node verify-certificate.mjs slettebekraeftelse.json [--fingerprint 7K2M-…] [--language sv|nb|da|en]",
    unreadable: "Filen kan ikke læses, eller er ikke en gemt slettebekræftelse.",
    changed: "Filen er ikke, som Lyhörd skrev den. Noget omkring den signerede tekst er ændret.",
    title: (number) => `SLETTEBEKRÆFTELSE ${number}`,
    holds: "Signaturen stemmer: ikke et tegn i bekræftelsen er ændret, siden den blev skrevet.",
    broken: "SIGNATUREN STEMMER IKKE. Bekræftelsen er ændret, eller er ikke signeret med den nøgle, der følger med.",
    keyHolds: (fingerprint) => `Fingeraftrykket hører til nøglen: ${fingerprint}`,
    keyBroken: "FINGERAFTRYKKET HØRER IKKE TIL NØGLEN.",
    compare: "Sammenlign fingeraftrykket med det, boksen viser under Indstillinger, eller som står på et papir, du stoler på. Enhver kan lave sin egen nøgle.",
    expected: "Det er det fingeraftryk, du ventede.",
    unexpected: "DET ER IKKE DET FINGERAFTRYK, DU VENTEDE.",
    unknown: "Teksten er signeret, men er ikke en slettebekræftelse i en form, dette program kender.",
    facts: "Det siger bekræftelsen:",
    allHold: (count) => (count === 1 ? "Bekræftelsen holder." : `Alle ${count} bekræftelser holder.`),
    someFail: (failed, count) => (count === 1 ? "BEKRÆFTELSEN HOLDER IKKE." : `${failed} AF ${count} BEKRÆFTELSER HOLDER IKKE.`),
    yes: "ja", no: "nej", nothing: "–",
    words: { "storage of this computer": "denne computers lager", "cryptographic erasure": "kryptografisk sletning: nøglen ødelagt", "overwritten and deleted": "overskrevet og fjernet", "deleted and overwritten": "fjernet og overskrevet", deleted: "fjernet", absent: "mangler", "found absent": "manglede allerede", "rows deleted and overwritten in the encrypted database, write-ahead log emptied": "tekst fjernet og overskrevet i den krypterede database, databasens log tømt", database: "databasen", "write-ahead log": "databasens log", "search index": "søgeregistret", peaks: "lydkurven", sound: "lyden", transcript: "transskriptionen", notes: "noterne og kodningerne", permission: "oplysningerne om samtykket", "title and names": "titlen og navnene på dem, der var med", "title and source": "titlen og oplysningen om, hvor materialet kommer fra", client: "samtale med borger", "role-play": "rollespil", exercise: "øvelse mellem kolleger", published: "udgivet materiale", clock: "den tid, der var bestemt, var udløbet", "last-date": "samtykkets sidste dag var forbi", "handed-over": "overdraget til arkivet", withdrawal: "samtykket blev trukket tilbage", "by-choice": "boksens ejer valgte det", "replaced-by-transcoding": "originalen blev erstattet af en version med nøjagtige tider", automatic: "Lyhörd, af sig selv", "vault-owner": "boksens ejer", "number-and-code": "nogen med nummeret og koden på papiret" },
    parts: { made: "lavet", form: "form", madeAt: "lavet den", keyHalfInFile: "nøglehalvdel i fil", keyHalfInDatabase: "nøglehalvdel i databasen", encryptedSound: "krypteret lyd", writeAheadLogEmpty: "databasens log tom", canariesLookedFor: "stykker af indholdet, der blev ledt efter", canariesFound: "fundet", rowsAbsent: "rækker væk", filesAbsent: "filer væk", cannotBeOpened: "kan ikke åbnes", exported: "eksporteret", shared: "delt", numberedCopies: "nummererede eksemplarer", returned: "returneret", missing: "mangler", record: "oplysninger", figures: "tal uden ord, med samtalens dato", underPseudonym: "under pseudonym", name: "navn", version: "version", sequence: "post nr.", hash: "hash" },
    labels: { medium: "Lager", keyHalfFoundAbsentNotLaterThan: "Nøglehalvdelen manglede senest", number: "Nummer", vault: "Boks", category: "Hvad", kind: "Slags samtale", heldOn: "Samtalens dag", clocksStartedAt: "Tiden blev regnet fra", consentNumber: "Samtykke nr.", givenOn: "Samtykket blev givet", lastOn: "Samtykkets sidste dag", withdrawnAt: "Samtykket blev trukket tilbage", keptWhere: "Blanketten findes", recordWritten: "Det, der hører til i journalen, var skrevet", organisation: "Organisation", reference: "Kassationsbestemmelse", saidBy: "Ingen bestemmelse er nødvendig, ifølge", rule: "Hvorfor", dueAt: "Skulle slettes senest", executedBy: "Af", executedWhileLocked: "Mens boksen var låst", whatIsClaimed: "Det betyder", startedAt: "Begyndte", finishedAt: "Færdig", zone: "Boksens tidszone", method: "Hvordan", places: "Hvor", verification: "Kontrolleret", copies: "Kendte eksemplarer uden for Lyhörd", remains: "Tilbage i boksen", tool: "Program", audit: "Hændelseslog", limits: "Bekræftelsen omfatter ikke" },
  },
  en: {
    usage: "Usage: node verify-certificate.mjs certificate.json [--fingerprint 7K2M-…] [--language sv|nb|da|en]",
    unreadable: "The file cannot be read, or is no saved certificate of erasure.",
    changed: "The file is not as Lyhörd wrote it. Something around the signed text has been changed.",
    title: (number) => `CERTIFICATE OF ERASURE ${number}`,
    holds: "The signature holds: not one character of the certificate has changed since it was written.",
    broken: "THE SIGNATURE DOES NOT HOLD. The certificate was changed, or not signed with the key that comes with it.",
    keyHolds: (fingerprint) => `The fingerprint belongs to the key: ${fingerprint}`,
    keyBroken: "THE FINGERPRINT DOES NOT BELONG TO THE KEY.",
    compare: "Compare the fingerprint with the one that the vault shows under Settings, or that stands on a paper you trust. Anyone can make a key of their own.",
    expected: "It is the fingerprint that you expected.",
    unexpected: "IT IS NOT THE FINGERPRINT THAT YOU EXPECTED.",
    unknown: "The text is signed, but it is no certificate of erasure in a form that this program knows.",
    facts: "The certificate says:",
    allHold: (count) => (count === 1 ? "The certificate holds." : `All ${count} certificates hold.`),
    someFail: (failed, count) => (count === 1 ? "THE CERTIFICATE DOES NOT HOLD." : `${failed} OF ${count} CERTIFICATES DO NOT HOLD.`),
    yes: "yes", no: "no", nothing: "–",
    words: { "storage of this computer": "storage of this computer", "cryptographic erasure": "cryptographic erasure: the key destroyed", "overwritten and deleted": "overwritten and deleted", "deleted and overwritten": "deleted and overwritten", deleted: "deleted", absent: "absent", "found absent": "found absent", "rows deleted and overwritten in the encrypted database, write-ahead log emptied": "text deleted and overwritten in the encrypted database, the database's log emptied", database: "the database", "write-ahead log": "the database's log", "search index": "the search index", peaks: "the waveform", sound: "the sound", transcript: "the transcript", notes: "the notes and codings", permission: "that of the permission", "title and names": "the title and the names of those who took part", "title and source": "the title and where the material comes from", client: "conversation with a client", "role-play": "role play", exercise: "exercise between colleagues", published: "published material", clock: "the time that was set had run out", "last-date": "the permission's last day was over", "handed-over": "handed over to the archive", withdrawal: "the permission was withdrawn", "by-choice": "the vault's owner chose to", "replaced-by-transcoding": "the original was replaced by a version with exact times", automatic: "Lyhörd, by itself", "vault-owner": "the vault's owner", "number-and-code": "someone with the number and the code on the paper" },
    parts: { made: "made", form: "form", madeAt: "made at", keyHalfInFile: "key half in file", keyHalfInDatabase: "key half in database", encryptedSound: "encrypted sound", writeAheadLogEmpty: "database's log empty", canariesLookedFor: "pieces of content looked for", canariesFound: "found", rowsAbsent: "rows gone", filesAbsent: "files gone", cannotBeOpened: "cannot be opened", exported: "exported", shared: "shared", numberedCopies: "numbered copies", returned: "returned", missing: "missing", record: "record", figures: "figures without words, with the date of the conversation", underPseudonym: "under a pseudonym", name: "name", version: "version", sequence: "entry no.", hash: "hash" },
    labels: { medium: "Medium", keyHalfFoundAbsentNotLaterThan: "Key half absent not later than", number: "Number", vault: "Vault", category: "What", kind: "Kind of conversation", heldOn: "Day of the conversation", clocksStartedAt: "Time was counted from", consentNumber: "Permission no.", givenOn: "Permission given", lastOn: "Permission's last day", withdrawnAt: "Permission withdrawn", keptWhere: "The form is kept", recordWritten: "What belongs in the record was written", organisation: "Organisation", reference: "Decision on erasure", saidBy: "No decision needed, according to", rule: "Why", dueAt: "To be erased at the latest", executedBy: "By", executedWhileLocked: "While the vault was locked", whatIsClaimed: "That means", startedAt: "Began", finishedAt: "Done", zone: "The vault's time zone", method: "How", places: "Where", verification: "Checked", copies: "Known copies outside Lyhörd", remains: "Left in the vault", tool: "Program", audit: "Audit log", limits: "The certificate does not cover" },
  },
};

process.exitCode = main(process.argv.slice(2));

function main(argv) {
  const { files, expected, language } = readArguments(argv);
  const t = texts[language];
  if (files.length === 0) {
    console.error(t.usage);
    return 2;
  }
  let [count, failed, unreadable] = [0, 0, 0];
  for (const file of files) {
    const saved = readSaved(file);
    if (saved === undefined) {
      console.error(`${printable(file)}: ${t.unreadable}`);
      unreadable += 1;
      continue;
    }
    if (!saved.isAsWritten) console.log(`${printable(file)}: ${t.changed}`);
    for (const certificate of saved.certificates) {
      count += 1;
      const holds = report(certificate, expected, t);
      if (!holds || !saved.isAsWritten) failed += 1;
    }
  }
  if (count > 0) console.log(failed === 0 ? t.allHold(count) : t.someFail(failed, count));
  if (unreadable > 0) return 2;
  return failed === 0 ? 0 : 1;
}

function readArguments(argv) {
  const files = [];
  let expected;
  let language = Intl.DateTimeFormat().resolvedOptions().locale.slice(0, 2).replace(/^n[on]$/, "nb");
  for (let index = 0; index < argv.length; index += 1) {
    if (argv[index] === "--fingerprint") expected = (argv[(index += 1)] ?? "").trim().toUpperCase();
    else if (argv[index] === "--language") language = argv[(index += 1)];
    else files.push(argv[index]);
  }
  return { files, expected, language: Object.hasOwn(texts, language) ? language : "en" };
}

/** Reads one certificate or a list; a file that is not byte for byte as it was written is told apart. */
function readSaved(file) {
  try {
    const content = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
    const value = JSON.parse(content);
    const isList = Array.isArray(value.certificates);
    const certificates = (isList ? value.certificates : [value]).map(({ text, signature, publicKey, fingerprint }) => ({ text, signature, publicKey, fingerprint }));
    if (certificates.length === 0) return undefined;
    if (!certificates.every((certificate) => Object.values(certificate).every((field) => typeof field === "string"))) return undefined;
    const whole = isList ? { document: "lyhord-certificates-of-erasure/1", certificates } : certificates[0];
    return { certificates, isAsWritten: content === `${JSON.stringify(whole, null, 2)}\n` };
  } catch {
    return undefined;
  }
}

/** Prints what is to be said of one certificate. @returns whether everything holds */
function report(certificate, expected, t) {
  const { facts, isSigned, isKnown, fingerprint, isKeyNamed } = check(certificate);
  console.log(`\n${t.title(printable(String(facts.number ?? "?")))}`);
  console.log(isSigned ? t.holds : t.broken);
  console.log(isKeyNamed ? t.keyHolds(fingerprint) : t.keyBroken);
  const isExpected = expected === undefined || expected === fingerprint;
  if (expected === undefined) console.log(t.compare);
  else console.log(isExpected ? t.expected : t.unexpected);
  // What was changed is not repeated: it would look as if somebody stood by it.
  if (isSigned && isKnown) {
    console.log(`\n${t.facts}`);
    for (const [label, value] of factsInWords(facts, t)) console.log(`  ${label}: ${value}`);
  } else if (isSigned) console.log(t.unknown);
  console.log("");
  return isSigned && isKnown && isKeyNamed && isExpected;
}

function check({ text, signature, publicKey, fingerprint: written }) {
  const key = base64(publicKey, 32);
  const signed = base64(signature, 64);
  const facts = parsed(text);
  const fingerprint = key === undefined ? undefined : fingerprintOf(key);
  const bytes = Buffer.from(text, "utf8");
  // A text with half a surrogate pair in it would be signed as another one.
  const isWhole = bytes.toString("utf8") === text;
  const isSigned = isWhole && key !== undefined && signed !== undefined && isSignedBy(key, bytes, signed);
  const isKnown = facts.document === "lyhord-certificate-of-erasure/1";
  const isKeyNamed = fingerprint !== undefined && fingerprint === written && (!isKnown || fingerprint === facts.signingKeyFingerprint);
  return { facts, isSigned, isKnown, fingerprint, isKeyNamed };
}

function isSignedBy(key, bytes, signature) {
  // An Ed25519 key in DER is these twelve bytes and the key (RFC 8410 §4).
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key]);
  try {
    return verify(null, bytes, createPublicKey({ key: der, format: "der", type: "spki" }), signature);
  } catch {
    return false;
  }
}

/** Only the one way of writing these bytes counts. */
function base64(text, length) {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === length && bytes.toString("base64") === text ? bytes : undefined;
}

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The facts in the order in which they were written; a field that this program does not know is printed as it is. */
function factsInWords(facts, t) {
  const lines = [];
  const add = (name, value) => {
    if (value !== undefined) lines.push([t.labels[name] ?? printable(name), inWords(value, t, facts.zone)]);
  };
  for (const [name, value] of Object.entries(facts)) {
    if (name === "document" || name === "signingKeyFingerprint") continue;
    if (name === "conversation" && isObject(value)) {
      for (const part of ["kind", "heldOn", "clocksStartedAt"]) add(part, value[part]);
      if (isObject(value.consent)) {
        add("consentNumber", value.consent.number);
        for (const part of ["givenOn", "lastOn", "withdrawnAt", "keptWhere"]) add(part, value.consent[part]);
      }
      add("recordWritten", value.recordWritten);
    } else if (name === "decision" && isObject(value)) {
      add("organisation", value.organisation);
      if (isObject(value.erasure)) for (const part of ["reference", "saidBy"]) add(part, value.erasure[part]);
    } else add(name === "copiesOutsideControl" ? "copies" : name, value);
  }
  return lines;
}

function inWords(value, t, zone) {
  if (value === null) return t.nothing;
  if (typeof value === "boolean") return value ? t.yes : t.no;
  if (Array.isArray(value)) return value.length === 0 ? t.nothing : value.map((item) => inWords(item, t, zone)).join(", ");
  if (isObject(value)) {
    return Object.entries(value)
      .map(([name, part]) => (name === "kind" ? inWords(part, t, zone) : `${partName(name, t)}: ${inWords(part, t, zone)}`))
      .join(" · ");
  }
  if (Object.hasOwn(t.words, value)) return t.words[value];
  return printable(isInstant(value) ? instantIn(value, zone) : String(value));
}

function partName(name, t) {
  if (Object.hasOwn(t.parts, name)) return t.parts[name];
  return Object.hasOwn(t.words, name) ? t.words[name] : printable(name);
}

function isInstant(value) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
}

/** In the vault's zone, as everyone can read it: "2026-03-02 09:00:00 GMT+1". */
function instantIn(value, zone) {
  try {
    const date = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "medium", timeZone: zone }).format(new Date(value));
    const offset = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(new Date(value));
    return `${date} ${offset.find(({ type }) => type === "timeZoneName").value}`;
  } catch {
    return value;
  }
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a file says must not steer the terminal it is shown in. */
function printable(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�");
}

function fingerprintOf(key) {
  const digest = blake2b256(key).subarray(0, 15);
  const bits = Array.from(digest, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const signs = bits.replace(/.{5}/g, (five) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Number.parseInt(five, 2)]);
  return signs.replace(/.{4}(?!$)/g, "$&-");
}

/** BLAKE2b with 32 bytes of output and no key (RFC 7693), for a message of at most one block (128 bytes). */
function blake2b256(message) {
  const mask = (1n << 64n) - 1n;
  const initial = [
    0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
    0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
  ];
  // The orders in which each round takes the words of the block, a hexadecimal digit a word.
  const orders = [
    "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
    "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0",
  ];
  const block = Buffer.alloc(128);
  block.set(message);
  const words = Array.from({ length: 16 }, (_, index) => block.readBigUInt64LE(8 * index));
  const state = [...initial];
  state[0] ^= 0x01010020n;
  const v = [...state, ...initial];
  v[12] ^= BigInt(message.length);
  v[14] ^= mask;
  const rotated = (value, by) => ((value >> by) | (value << (64n - by))) & mask;
  const mix = (a, b, c, d, x, y) => {
    v[a] = (v[a] + v[b] + x) & mask;
    v[d] = rotated(v[d] ^ v[a], 32n);
    v[c] = (v[c] + v[d]) & mask;
    v[b] = rotated(v[b] ^ v[c], 24n);
    v[a] = (v[a] + v[b] + y) & mask;
    v[d] = rotated(v[d] ^ v[a], 16n);
    v[c] = (v[c] + v[d]) & mask;
    v[b] = rotated(v[b] ^ v[c], 63n);
  };
  for (let round = 0; round < 12; round += 1) {
    const order = Array.from(orders[round % 10], (digit) => words[Number.parseInt(digit, 16)]);
    for (let i = 0; i < 4; i += 1) mix(i, i + 4, i + 8, i + 12, order[2 * i], order[2 * i + 1]);
    for (let i = 0; i < 4; i += 1) {
      mix(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4), order[8 + 2 * i], order[9 + 2 * i]);
    }
  }
  const digest = Buffer.alloc(64);
  state.forEach((value, index) => digest.writeBigUInt64LE(value ^ v[index] ^ v[index + 8], 8 * index));
  return digest.subarray(0, 32);
}
