/** Why there is no microphone, and what to do about it on this computer. */
import { Button } from "@mantine/core";
import { IconMicrophoneOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { MicrophoneRefusal } from "../../audio/capture/microphoneRefusal.ts";
import classes from "./BeforeRecording.module.css";

/** @param props.error - a `MicrophoneRefusal`; `null` where the microphone was unplugged */
export function MicrophoneNotice(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const platform = useRequest("shell.info", {}).data?.platform;
  const problem = problemOf(props.error);
  return (
    <div className={classes.notice} role="alert">
      <IconMicrophoneOff size={20} stroke={1.6} aria-hidden="true" />
      <div>
        <p className={classes.noticeTitle}>{t(`record.microphone.${problem}.title`)}</p>
        <p>
          {problem === "notAllowed"
            ? t(`record.microphone.notAllowed.advice.${systemOf(platform)}`)
            : t(`record.microphone.${problem}.advice`)}
        </p>
        <Button size="xs" mt={10} onClick={props.onRetry}>
          {t("common.tryAgain")}
        </Button>
      </div>
    </div>
  );
}

type Problem = "unplugged" | "notAllowed" | "notFound" | "notReadable";

function problemOf(error: unknown): Problem {
  if (error === null) return "unplugged";
  if (!(error instanceof MicrophoneRefusal)) return "notReadable";
  switch (error.reason) {
    case "not-allowed":
      return "notAllowed";
    case "not-found":
      return "notFound";
    case "not-readable":
      return "notReadable";
  }
}

function systemOf(platform: string | undefined): "windows" | "mac" | "other" {
  return platform === "win32" ? "windows" : platform === "darwin" ? "mac" : "other";
}
