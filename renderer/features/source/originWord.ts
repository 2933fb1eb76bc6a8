/** Which of the sentences about where sound came from fits an origin. */
import type { SoundOrigin } from "../../../shared/domain/whereabouts.ts";

/** Both kinds of phone are one; what nobody has said is somewhere else. */
export function originWord(origin: SoundOrigin | null): "recorder" | "phone" | "computer" | "elsewhere" {
  switch (origin) {
    case "recorder":
    case "computer":
      return origin;
    case "iphone":
    case "android":
      return "phone";
    case "other":
    case null:
      return "elsewhere";
  }
}
