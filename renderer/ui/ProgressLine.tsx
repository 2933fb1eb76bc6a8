/** How far something has come, in words and as a line. */
import { Progress } from "@mantine/core";
import type { ReactNode } from "react";
import { useFormat } from "./useFormat.ts";

/** `share` runs from 0 to 1; `null` while it is unknown. `label` names what is done, as text. */
export interface ProgressLineProps {
  readonly label: string;
  readonly share: number | null;
  /** Shown to the right, such as a button that cancels. */
  readonly action?: ReactNode;
}

export function ProgressLine({ label, share, action }: ProgressLineProps) {
  const format = useFormat();
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div>
      <div
        style={{ display: "flex", alignItems: "center", gap: 12, marginBottom: 6, fontSize: "0.90625rem" }}
      >
        <span style={{ flex: 1 }}>{label}</span>
        {percent === null ? null : (
          <span style={{ color: "var(--color-muted)" }}>{format.percent(percent / 100)}</span>
        )}
        {action}
      </div>
      <Progress.Root size={6} radius="xl">
        <Progress.Section
          value={percent ?? 100}
          animated={percent === null}
          aria-label={label}
          color="accent"
        />
      </Progress.Root>
    </div>
  );
}
