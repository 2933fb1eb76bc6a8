/** What a person is doing in the review: what they type, mark and look at; it outlives the screen while unsaved. */
import { create } from "zustand";
import type { Edit } from "../../../shared/domain/edit.ts";
import type { CodingId, ConversationId, NoteId, SegmentId } from "../../../shared/domain/ids.ts";
import { listenedEdits } from "../../../shared/domain/listened.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { SpeakerNames } from "../../../shared/domain/speakerCalled.ts";
import type { AppError } from "../../../shared/errors.ts";
import { toAppError } from "../../api/appFailure.ts";
import { call } from "../../api/call.ts";
import type { PlayRange } from "../../audio/player.ts";
import { createTranscriptSaver } from "../transcript/transcriptSaver.ts";
import {
  edited,
  editedAside,
  isSaved,
  isToBeSent,
  type KeptTranscript,
  openSession,
  rebased,
  redone,
  sentMove,
  type TranscriptSession,
  undone,
} from "../transcript/transcriptSession.ts";

/** A note being written: a new one, or one that is there and being changed. */
export interface NoteInProgress extends PlayRange {
  readonly noteId: NoteId | null;
  readonly text: string;
}

/** What the panel beside the transcript shows. */
export const reviewTabs = ["notes", "codings", "about"] as const;
export type ReviewTab = (typeof reviewTabs)[number];

/** What is looked at in one conversation; begins anew each time it is opened. */
export interface Looking {
  readonly chosenId: SegmentId | undefined;
  readonly editingId: SegmentId | undefined;
  /** Where the cursor goes in the row one writes in, an index in its text; `null`: to the end. */
  readonly cursor: { readonly at: number } | null;
  /** The row of which somebody is saying who speaks it. */
  readonly namingId: SegmentId | undefined;
  /** A passage dragged on the waveform. */
  readonly selection: PlayRange | null;
  readonly tab: ReviewTab;
  /** The coding whose codes stand beside the text; `null` for none, `undefined` as long as nobody has said. */
  readonly codesOf: CodingId | null | undefined;
  /** Whether list and waveform keep to where it plays. */
  readonly isFollowing: boolean;
}

const lookingAnew: Looking = {
  chosenId: undefined,
  editingId: undefined,
  cursor: null,
  namingId: undefined,
  selection: null,
  tab: "notes",
  codesOf: undefined,
  isFollowing: true,
};

interface ReviewState {
  /** The conversation on the screen. */
  readonly openId: ConversationId | null;
  readonly looking: Looking;
  readonly transcripts: Readonly<Partial<Record<ConversationId, TranscriptSession>>>;
  /** What the roles are called in the transcripts, as the vault has it. */
  readonly speakerNames: Readonly<Partial<Record<ConversationId, SpeakerNames>>>;
  /** Why the last attempt to save failed. */
  readonly problems: Readonly<Partial<Record<ConversationId, AppError>>>;
  readonly notes: Readonly<Partial<Record<ConversationId, NoteInProgress>>>;
}

/** The store of the review. */
export const useReview = create<ReviewState>(() => ({
  openId: null,
  looking: lookingAnew,
  transcripts: {},
  speakerNames: {},
  problems: {},
  notes: {},
}));

const saver = createTranscriptSaver({
  apply: (conversationId, baseVersion, { saveId, moves }) =>
    call("transcript.apply", { conversationId, baseVersion, saveId, moves: moves.map(sentMove) }),
  read: (conversationId) => call("transcript.read", { conversationId }),
  errorOf: toAppError,
  session: (conversationId) => useReview.getState().transcripts[conversationId],
  update: updateTranscript,
  report: (conversationId, problem) =>
    useReview.setState(({ problems }) => {
      const { [conversationId]: _, ...others } = problems;
      return { problems: problem === null ? others : { ...others, [conversationId]: problem } };
    }),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
});

/** Begins to look at a conversation. */
export function openReview(conversationId: ConversationId): void {
  useReview.setState({ openId: conversationId, looking: lookingAnew });
}

/** Changes what is looked at. */
export function look(part: Partial<Looking>): void {
  useReview.setState(({ looking }) => ({ looking: { ...looking, ...part } }));
}

/** Takes a transcript as the vault has it; what is typed here and not yet saved goes on top. */
export function takeTranscript(conversationId: ConversationId, fresh: KeptTranscript): void {
  const typed = useReview.getState().transcripts[conversationId];
  if (typed !== undefined && typed.sending !== null) return;
  const session = typed === undefined ? openSession(fresh) : rebased(typed, fresh);
  setTranscript(conversationId, session);
  if (isToBeSent(session)) saver.wake(conversationId);
}

/** Takes what the roles of a transcript are called, as the vault has it. */
export function takeSpeakerNames(conversationId: ConversationId, names: SpeakerNames): void {
  useReview.setState(({ speakerNames }) => ({ speakerNames: { ...speakerNames, [conversationId]: names } }));
}

/** Changes the transcript as the person does: shown at once, saved after the burst. */
export function editTranscript(conversationId: ConversationId, edits: readonly Edit[], burst = false): void {
  changeTranscript(conversationId, (session) => edited(session, edits, burst));
}

/** Marks rows as listened to; saved as any change, but nothing that is undone. */
export function markListened(conversationId: ConversationId, rows: readonly Segment[]): void {
  changeTranscript(conversationId, (session) => editedAside(session, rows.flatMap(listenedEdits)));
}

/** Takes the last change back. */
export function undoEdit(conversationId: ConversationId): void {
  changeTranscript(conversationId, undone);
}

/** Makes the last undone change again. */
export function redoEdit(conversationId: ConversationId): void {
  changeTranscript(conversationId, redone);
}

/** Changes a transcript and has it saved. */
export function changeTranscript(
  conversationId: ConversationId,
  change: (session: TranscriptSession) => TranscriptSession,
): void {
  updateTranscript(conversationId, change);
  saver.wake(conversationId);
}

/** Saves one transcript now. */
export function saveTranscript(conversationId: ConversationId): Promise<void> {
  return saver.flush(conversationId);
}

/** Leaves a conversation; its transcript is kept here as long as something in it is not saved. */
export async function leaveReview(conversationId: ConversationId): Promise<void> {
  useReview.setState({ openId: null });
  await saver.flush(conversationId);
  const { openId, transcripts } = useReview.getState();
  const session = transcripts[conversationId];
  if (openId === conversationId || session === undefined || !isSaved(session)) return;
  useReview.setState(({ transcripts: { [conversationId]: _, ...transcripts } }) => ({ transcripts }));
}

/** Writes in the note in progress; `null` ends it. */
export function writeNote(conversationId: ConversationId, note: NoteInProgress | null): void {
  useReview.setState(({ notes: { [conversationId]: _, ...others } }) => ({
    notes: note === null ? others : { ...others, [conversationId]: note },
  }));
}

/**
 * Saves the note in progress; it stays in progress if that fails. A note without words is just ended.
 *
 * @throws AppFailure if it could not be saved
 */
export function saveNote(conversationId: ConversationId): Promise<void> {
  const running = notesBeingSaved.get(conversationId);
  if (running !== undefined) return running;
  const saving = saveNoteOnce(conversationId).finally(() => notesBeingSaved.delete(conversationId));
  notesBeingSaved.set(conversationId, saving);
  return saving;
}

const notesBeingSaved = new Map<ConversationId, Promise<void>>();

async function saveNoteOnce(conversationId: ConversationId): Promise<void> {
  const note = useReview.getState().notes[conversationId];
  if (note === undefined) return;
  const text = note.text.trim();
  if (text !== "") {
    if (note.noteId !== null) await call("note.update", { noteId: note.noteId, text });
    else {
      const { startMs, endMs } = note;
      await call("note.create", { conversationId, startMs, endMs, text });
    }
  }
  if (useReview.getState().notes[conversationId]?.text !== note.text) return;
  writeNote(conversationId, null);
  look({ selection: null });
}

/** Saves all that is typed anywhere, as far as it can be saved: whether all of it could. */
export async function saveEverything(): Promise<boolean> {
  const { transcripts, notes } = useReview.getState();
  await Promise.allSettled([
    ...conversationsOf(transcripts).map(saveTranscript),
    ...conversationsOf(notes).map(saveNote),
  ]);
  const left = useReview.getState();
  return (
    conversationsOf(left.notes).length === 0 &&
    Object.values(left.transcripts).every((session) => session === undefined || isSaved(session))
  );
}

function conversationsOf(record: Readonly<Partial<Record<ConversationId, unknown>>>): ConversationId[] {
  return Object.keys(record) as ConversationId[];
}

function updateTranscript(
  conversationId: ConversationId,
  change: (session: TranscriptSession) => TranscriptSession,
): void {
  const session = useReview.getState().transcripts[conversationId];
  if (session !== undefined) setTranscript(conversationId, change(session));
}

function setTranscript(conversationId: ConversationId, session: TranscriptSession): void {
  useReview.setState(({ transcripts }) => ({ transcripts: { ...transcripts, [conversationId]: session } }));
}
