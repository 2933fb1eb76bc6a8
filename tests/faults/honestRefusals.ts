/** What a person may be told when the disk fails; the fault may also strike the file that is imported. */
export const honestRefusals: readonly string[] = [
  "vault.disk-full",
  "vault.disk-error",
  "recording.disk-nearly-full",
  "recording.not-sealed",
  "erasure.incomplete",
  "media.source-gone",
  "copy.not-written",
  "backup.place-lost",
];
