/** The way to a recording, from wherever one is. */
import { openScreen } from "../frame/route.ts";
import { recorder } from "./recorderStore.ts";
import type { RecordSubject } from "./recordSubject.ts";

/** Shows what comes before a recording; how an earlier one ended is told no more. */
export function openRecord(subject: RecordSubject): void {
  recorder.settle();
  openScreen({ screen: "record", subject });
}
