/** Opens the search over everything from anywhere. */
import { spotlight } from "@mantine/spotlight";

export function openSearch(): void {
  spotlight.open();
}
