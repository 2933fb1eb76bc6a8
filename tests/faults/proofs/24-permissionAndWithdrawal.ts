/** Promise 24: what may be played, printed and shared, and what a withdrawal takes away, in walks beside a model. */
import { tryMutedShares } from "../mutedShares.ts";
import { tryPermissionWalks, tryWithdrawalKills } from "../permissionWalks.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";

const walks: PerExtent = { short: 12, usual: 300, long: 6_000 };
const kills: PerExtent = { short: 8, usual: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
const shares: PerExtent = { short: 6, usual: 120, long: 1_500 };

export const proof: Proof = {
  promise: 24,
  title: "nothing plays or goes out without permission or on hold; number and code withdraw; shares are mute",
  run: async (extent, folder) =>
    sumResults([
      await tryPermissionWalks(folder, walks[extent]),
      await tryWithdrawalKills(folder, kills[extent]),
      await tryMutedShares(folder, shares[extent]),
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
    find: "(note) =>\n    recordNotedWithdrawal(vault, note, takenAt)",
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
  {
    guard: "the spoken permission is heard in a copy of the sound",
    file: "electron/services/clientCopyContent.ts",
    find: "mutedInShares(listSegments(vault.db, id), listPassages(vault.db, id))",
    replace: "passagesOfOthers(listSegments(vault.db, id))",
  },
  {
    guard: "the words of the spoken permission stand in a copy",
    file: "electron/services/clientCopyContent.ts",
    find: "isWithin(segment, ofPermission)",
    replace: "ofPermission.length < 0",
  },
  {
    guard: "a passage that was moved is silent where it was",
    file: "electron/vault/passageRepository.ts",
    find: "ON CONFLICT (id) DO UPDATE SET start_ms = :startMs, end_ms = :endMs",
    replace: "ON CONFLICT (id) DO NOTHING",
  },
  {
    guard: "a permission that has ended allows exporting the text",
    file: "electron/services/exportTranscript.ts",
    find: "  requireHoldOrConsent(vault, conversation);",
    replace: "  void requireHoldOrConsent;",
    also: [
      {
        file: "electron/services/exportTranscript.ts",
        find: 'if (isOver) throw new Failure("transcript.erased");',
        replace: "void isOver;",
      },
    ],
  },
  {
    guard: "the codings go out with the text under a hold",
    file: "electron/services/exportTranscript.ts",
    find: "hold === null && erasedAt === null",
    replace: "hold !== undefined && erasedAt === null",
  },
  {
    guard: "a coding goes out under a hold",
    file: "electron/services/exportCoding.ts",
    find: "requireNoHold(conversation);",
    replace: "void requireNoHold;",
  },
  {
    guard: "a permission that has ended allows what is for the client",
    file: "electron/services/clientCopy.ts",
    find: `    throw new Failure("copy.nothing-left");
  requireHoldOrConsent(vault, conversation);`,
    replace: `    throw new Failure("copy.nothing-left");`,
  },
  {
    guard: "a permission that has ended allows the hand-over to an archive",
    file: "electron/services/handOver.ts",
    find: "  requireHoldOrConsent(vault, conversation);",
    replace: "  void requireHoldOrConsent;",
  },
];
