/** What the coder does: each deed is a step of undo, shown at once and saved soon. */
import { useState } from "react";
import { codesFor, isFullyCoded, isWithin, nextToCode } from "../../../shared/domain/codeUnit.ts";
import type { CodedUnit, Coding } from "../../../shared/domain/coding.ts";
import { isGivable } from "../../../shared/domain/codingRules.ts";
import type { SpanId, UnitId } from "../../../shared/domain/ids.ts";
import { notCoded, type Scheme } from "../../../shared/domain/scheme.ts";
import type { Speaker } from "../../../shared/domain/segment.ts";
import { splitUnit, wordBeginnings } from "../../../shared/domain/utterances.ts";
import { nextSpeed, type Player } from "../../audio/player.ts";
import type { CodingCommand } from "./codingCommands.ts";
import type { Looking } from "./codingLooking.ts";
import type { CodingStep } from "./codingSession.ts";
import {
  codeStep,
  evidenceStep,
  facilitativeStep,
  itemsWithEvidence,
  joinStep,
  moment,
  nudgeStep,
  ratingStep,
  removeStep,
  spanAt,
  spanStep,
  speakerOf,
  uncertainStep,
} from "./codingSteps.ts";
import { changeCoding, redoCoding, undoCoding, useCodings } from "./codingStore.ts";
import { isByMoment, unitIndexAt } from "./codingView.ts";

/** So near to where it stands a moment counts as the one that is meant, in ms. */
const nearMs = 1_000;

/** What the deeds are about. */
export interface CodingPlace {
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly textById: ReadonlyMap<string, string>;
  readonly player: Player | null;
  /** Playing stops there by itself. */
  readonly stopAt: { current: number | null };
  /** Whether codes can be given: not while one only listens, nor in what is finished. */
  readonly isOpen: boolean;
  /** What is spoken where it plays is what one looks at. */
  readonly followsSound: boolean;
}

/** What one is looking at, and everything that can be done. */
export interface CodingDeeds {
  readonly looking: Looking;
  readonly current: CodedUnit | undefined;
  /** @returns whether the command means anything here */
  run(command: CodingCommand): boolean;
  choose(unit: CodedUnit, index?: number): void;
  rate(itemId: string, value: number | null): void;
  /** Ties what one looks at or hears now to an item. */
  link(itemId: string): void;
  unlink(itemId: string, atMs: number): void;
  playFrom(atMs: number): void;
}

/** @param atMs - what is looked at first; else the first that is not coded yet */
export function useCodingDeeds(place: CodingPlace, atMs: number | undefined): CodingDeeds {
  const { coding, scheme, textById, player, stopAt, isOpen, followsSound } = place;
  const { id: codingId, units, spans, ratings } = coding;
  const [looking, setLooking] = useState<Looking>(() => ({
    currentId: (atMs === undefined
      ? (nextToCode(scheme, coding, undefined) ?? units[0])
      : units[Math.max(0, unitIndexAt(units, atMs))]
    )?.id,
    cursor: null,
    midst: { kind: "coding" },
    begun: null,
  }));
  const byMoment = isByMoment(coding);
  const heard = followsSound && player !== null ? units[unitIndexAt(units, player.positionMs())] : undefined;
  const current = heard ?? units.find(({ id }) => id === looking.currentId);
  const look = (part: Partial<Looking>) => setLooking((last) => ({ ...last, ...part }));
  const goTo = (unit: CodedUnit | undefined) => {
    look({ cursor: null, midst: { kind: "coding" }, ...(unit === undefined ? {} : { currentId: unit.id }) });
    const isStill = byMoment && player?.state().phase !== "playing";
    if (unit !== undefined && (followsSound || isStill)) player?.seek(unit.startMs);
  };
  const change = (step: CodingStep): boolean => {
    if (step.length > 0) changeCoding(codingId, step);
    return true;
  };
  const hereMs = () => player?.positionMs() ?? current?.startMs ?? coding.sample.startMs;
  const here = (): Pick<CodedUnit, "startMs" | "endMs"> | undefined =>
    byMoment ? { startMs: hereMs(), endMs: hereMs() } : current;

  /** Codes a unit and goes on once nothing more can be said of it. */
  const code = (unit: CodedUnit, codeId: string): boolean => {
    const wasFull = isFullyCoded(scheme, unit);
    change(codeStep(scheme, unit, codeId));
    const after = useCodings.getState().sessions[codingId]?.coding;
    const coded = after?.units.find(({ id }) => id === unit.id);
    if (byMoment || after === undefined || coded === undefined || coded.codes.length === 0) return true;
    if (isFullyCoded(scheme, coded) || (wasFull && codeId === notCoded)) goOn(after, coded);
    return true;
  };
  const goOn = (now: Coding, unit: CodedUnit) => goTo(nextToCode(scheme, now, unit) ?? unit);

  const codeMoment = (codeId: string): boolean => {
    const given = scheme.codes.find(({ id }) => id === codeId);
    const isHere =
      current !== undefined &&
      (player === null ||
        (player.state().phase !== "playing" && Math.abs(player.positionMs() - current.startMs) < nearMs));
    const adds =
      current !== undefined &&
      given !== undefined &&
      codesFor(scheme, current.speaker).includes(given) &&
      given.needs !== undefined &&
      isWithin(given, current.codes);
    if (current !== undefined && (isHere || adds)) return code(current, codeId);
    if (given?.needs !== undefined) return true;
    return addMoment(speakerOf(given), [codeId]);
  };
  const addMoment = (speaker: Speaker, codes: readonly string[]): boolean => {
    const { startMs, endMs } = coding.sample;
    const unit = moment(newUnitId(), Math.min(endMs - 1, Math.max(startMs, hereMs())), speaker, codes);
    look({ currentId: unit.id });
    return change([{ kind: "unit", before: null, after: unit }]);
  };

  const removeUnit = (unit: CodedUnit): boolean => {
    const at = units.findIndex(({ id }) => id === unit.id);
    const neighbour = units[at + 1] ?? units[at - 1];
    const step = removeStep(unit);
    if (step.length > 0 && neighbour !== undefined) look({ currentId: neighbour.id });
    return change(step);
  };

  const giveCode = (codeId: string): boolean => {
    const given = scheme.codes.find(({ id }) => id === codeId);
    if (given !== undefined && !isGivable(given, coding)) return true;
    if (byMoment) return codeMoment(codeId);
    return current === undefined ? false : code(current, codeId);
  };

  const markSpan = (kind: "permission" | "formal"): boolean => {
    const place = here();
    if (place === undefined) return false;
    const { begun } = looking;
    if (begun?.kind === kind) {
      look({ begun: null });
      return change(spanStep(newSpanId(), kind, begun.unit, place));
    }
    const there = spanAt(spans, kind, place.startMs);
    if (there !== undefined) return change([{ kind: "span", before: there, after: null }]);
    look({
      begun: { kind, unit: { ...moment(newUnitId(), place.startMs, "other", []), endMs: place.endMs } },
    });
    return true;
  };

  const beginSplit = (): boolean => {
    if (current?.place === undefined) return false;
    const [first] = wordBeginnings(current, textById.get(current.place.segmentId) ?? "");
    const index = looking.cursor ?? first;
    if (index !== undefined) look({ midst: { kind: "splitting", index } });
    return true;
  };
  const shiftSplit = (by: -1 | 1): boolean => {
    if (looking.midst.kind !== "splitting" || current?.place === undefined) return false;
    const { index } = looking.midst;
    const places = wordBeginnings(current, textById.get(current.place.segmentId) ?? "");
    const at = places.indexOf(index);
    look({ midst: { kind: "splitting", index: places[at + by] ?? index } });
    return true;
  };

  const play = (isOn: boolean): boolean => {
    if (player === null) return false;
    const isPlaying = player.state().phase === "playing";
    stopAt.current = null;
    if (isPlaying) player.pause();
    else {
      const { startMs, endMs } = coding.sample;
      const isWithinSample = player.positionMs() >= startMs && player.positionMs() < endMs;
      if (isOpen && !byMoment && scheme.codes.length > 0 && current !== undefined) {
        player.seek(current.startMs);
        if (!isOn) stopAt.current = current.endMs;
      } else if (!isWithinSample) player.seek(startMs);
      player.play();
    }
    return true;
  };

  /** What changes nothing but what one looks at and hears. */
  const lookAround = (command: CodingCommand): boolean => {
    switch (command.kind) {
      case "move": {
        // What was taken back is gone: then from where one hears.
        const at =
          current === undefined
            ? unitIndexAt(units, hereMs())
            : units.findIndex(({ id }) => id === current.id);
        goTo(units[Math.min(units.length - 1, Math.max(0, at + command.by))]);
        return true;
      }
      case "play":
        return play(false);
      case "play-on":
        return play(true);
      case "speed":
        player?.setSpeed(nextSpeed(player.state().speed, command.by));
        return player !== null;
      case "escape": {
        const isIdle = looking.midst.kind === "coding" && looking.begun === null;
        look({ midst: { kind: "coding" }, begun: null });
        return !isIdle;
      }
      default:
        return false;
    }
  };

  const run = (command: CodingCommand): boolean => {
    if (lookAround(command)) return true;
    if (coding.finishedAt !== null) return false;
    switch (command.kind) {
      case "undo":
        undoCoding(codingId, scheme);
        return true;
      case "redo":
        redoCoding(codingId);
        return true;
      case "span":
        return markSpan(command.span);
      case "evidence": {
        const atMs = here()?.startMs;
        if (atMs === undefined || itemsWithEvidence(scheme, coding).length === 0) return false;
        look({ midst: { kind: "evidence", atMs } });
        return true;
      }
      case "digit": {
        const item = itemsWithEvidence(scheme, coding)[command.digit - 1];
        if (looking.midst.kind !== "evidence" || item === undefined) return true;
        change(evidenceStep(ratings, item.id, looking.midst.atMs));
        look({ midst: { kind: "coding" } });
        return true;
      }
      case "facilitative":
        return current === undefined ? false : change(facilitativeStep(current));
      default:
        return isOpen && write(command);
    }
  };

  /** What only makes sense while one codes. */
  const write = (command: CodingCommand): boolean => {
    switch (command.kind) {
      case "code":
        return giveCode(command.codeId);
      case "not-coded":
        return giveCode(notCoded);
      case "uncertain":
        return current === undefined ? false : change(uncertainStep(current));
      case "split":
        return beginSplit();
      case "shift":
        return shiftSplit(command.by);
      case "join":
        return current === undefined ? false : change(joinStep(units, current));
      case "speaker":
        return byMoment && addMoment(command.speaker, []);
      case "nudge":
        return current === undefined ? false : change(nudgeStep(current, command.byMs, coding.sample));
      case "remove":
        return current === undefined ? false : removeUnit(current);
      case "enter":
        if (current === undefined) return false;
        if (looking.midst.kind === "splitting") {
          change(splitUnit(current, looking.midst.index, newUnitId()));
          look({ midst: { kind: "coding" } });
        } else goOn(coding, current);
        return true;
      default:
        return false;
    }
  };

  return {
    looking,
    current,
    run,
    choose: (unit, index) => {
      const isSame = unit.id === looking.currentId;
      const places = wordBeginnings(unit, textById.get(unit.place?.segmentId ?? "") ?? "");
      const nearest = index === undefined ? undefined : places.findLast((place) => place <= index);
      if (!isSame) goTo(unit);
      else if (nearest !== undefined && looking.midst.kind === "splitting") {
        look({ midst: { kind: "splitting", index: nearest } });
      } else look({ cursor: nearest ?? null });
    },
    rate: (itemId, value) => change(ratingStep(ratings, itemId, value)),
    link: (itemId) => {
      const atMs = here()?.startMs;
      if (atMs !== undefined && ratings[itemId]?.evidenceMs.includes(atMs) !== true) {
        change(evidenceStep(ratings, itemId, atMs));
      }
    },
    unlink: (itemId, atMs) => change(evidenceStep(ratings, itemId, atMs)),
    playFrom: (fromMs) => {
      stopAt.current = null;
      player?.seek(fromMs);
      player?.play();
    },
  };
}

function newUnitId(): UnitId {
  return crypto.randomUUID() as UnitId;
}

function newSpanId(): SpanId {
  return crypto.randomUUID() as SpanId;
}
