/** Keeps a fault while drawing from taking the whole page away: what else there is stays, and one is told how to go on. */
import { Button, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { ErrorBoundary, type FallbackProps } from "react-error-boundary";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { flushAll } from "./flush.ts";

/** Tries again by itself when one of `resetKeys` changes; `isAlone` where nothing else is on the page. */
export interface FaultBoundaryProps {
  readonly isAlone?: boolean;
  readonly resetKeys?: readonly unknown[];
  readonly children: ReactNode;
}

export function FaultBoundary({ isAlone = false, resetKeys = [], children }: FaultBoundaryProps) {
  const queries = useQueryClient();
  return (
    <ErrorBoundary
      fallbackRender={(fallback) =>
        isAlone ? (
          <main>
            <Fault {...fallback} />
          </main>
        ) : (
          <Fault {...fallback} />
        )
      }
      resetKeys={[...resetKeys]}
      // What was typed and is not saved yet is not drawn any more.
      onError={() => void flushAll()}
      // What was drawn may have been the fault: it is read anew.
      onReset={() => queries.removeQueries({ type: "inactive" })}
    >
      {children}
    </ErrorBoundary>
  );
}

function Fault({ error, resetErrorBoundary }: FallbackProps) {
  const { t } = useTranslation();
  const again = useRef<HTMLButtonElement>(null);
  useEffect(() => again.current?.focus(), []);
  return (
    <Page narrow>
      <div role="alert">
        <PageHeader title={t("fault.title")} />
        <Stack gap={12}>
          <p>{t("fault.text")}</p>
          <p>{t("fault.unsaved")}</p>
        </Stack>
      </div>
      <Button ref={again} variant="filled" my={20} onClick={resetErrorBoundary}>
        {t("fault.again")}
      </Button>
      {/* The kind alone: a message may quote what was on the screen. */}
      <Text size="sm" c="var(--color-muted)">
        {t("fault.kind", { kind: error instanceof Error ? error.name : typeof error })}
      </Text>
    </Page>
  );
}
