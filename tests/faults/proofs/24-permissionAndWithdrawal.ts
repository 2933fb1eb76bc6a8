/** Promise 24: what may be played and printed, and what a withdrawal takes away, in walks beside a model. */
import { tryPermissionWalks, tryWithdrawalKills } from "../permissionWalks.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";

const walks: PerExtent = { short: 12, usual: 300, long: 6_000 };
const kills: PerExtent = { short: 8, usual: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 24,
  title: "no play without permission or on hold; number and code withdraw while locked",
  run: async (extent, folder) =>
    sumResults([
      await tryPermissionWalks(folder, walks[extent]),
      await tryWithdrawalKills(folder, kills[extent]),
    ]),
};

export const controls: readonly Control[] = [
  {
    guard: "a hold does not close playing",
    file: "electron/services/openAudio.ts",
    find: 'if (conversation.hold !== null) throw new Failure("conversation.on-hold");',
    replace: "",
  },
  {
    guard: "a permission that was taken back allows printing",
    file: "electron/services/permission.ts",
    find: 'if (consent.withdrawnAt !== null) throw new Failure("consent.withdrawn");',
    replace: "",
  },
  {
    guard: "what was opened before a hold goes on playing",
    file: "electron/services/hold.ts",
    find: "tokens.revoke(conversationId);",
    replace: "",
  },
  {
    guard: "a withdrawal while locked is noted, and destroys nothing",
    file: "electron/vault/notedWithdrawals.ts",
    find: 'if (note.event !== "withdrawal" || note.at > lastSeenAt) continue;',
    replace: "continue;",
  },
  {
    guard: "unlocking does not take a noted withdrawal in",
    file: "electron/services/settleUnlocked.ts",
    find: "(note) => recordNotedWithdrawal(vault, note, takenAt)",
    replace: "() => {}",
  },
  {
    guard: "any code goes with any number",
    file: "electron/services/withdrawLocked.ts",
    find: "if (offered === undefined || !isVerifiedBy(offered.verifier, hash)) {",
    replace: "if (offered === undefined) {",
  },
  {
    guard: "the sound is destroyed although someone has asked for it",
    file: "electron/vault/notedWithdrawals.ts",
    find: 'note.wish === "hold"\n',
    replace: "note.at < 0\n",
  },
  {
    guard: "the wish to hold is forgotten at unlock",
    file: "electron/vault/notedWithdrawals.ts",
    find: 'if (!isNew || wish === "erase") return;',
    replace: "return;",
  },
];
