/** A scheme as a file: which kind, and where to. */
import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import {
  type SchemeFormat,
  schemeEndings,
  schemeFormatSchema,
} from "../../../shared/domain/schemePreview.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Made } from "../../ui/Made.tsx";
import { useWord } from "./useWord.ts";

type Saving =
  | { readonly phase: "choosing"; readonly problem: unknown }
  | { readonly phase: "saving" | "saved" };

/** Open for as long as it is mounted. A scheme without codes has no code book. */
export function SchemeExportDialog(props: { readonly scheme: Scheme; readonly onClose: () => void }) {
  const { scheme, onClose } = props;
  const { t } = useTranslation();
  const word = useWord();
  const [format, setFormat] = useState<SchemeFormat>("lyhord");
  const [saving, setSaving] = useState<Saving>({ phase: "choosing", problem: null });

  async function save() {
    try {
      const suggestedName = t("schemes.export.fileName", { ending: schemeEndings[format] });
      const target = await call("shell.chooseTarget", { purpose: "scheme", suggestedName });
      if (target === null) return;
      setSaving({ phase: "saving" });
      const { id: schemeId, version } = scheme;
      await call("scheme.export", { schemeId, version, format, targetId: target.targetId });
      setSaving({ phase: "saved" });
    } catch (problem) {
      setSaving({ phase: "choosing", problem });
    }
  }

  return (
    <Modal opened onClose={onClose} title={t("schemes.export.title", { title: word(scheme.title) })}>
      {saving.phase === "saved" ? (
        <Made title={t("schemes.export.saved")} onClose={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (saving.phase === "choosing") void save();
          }}
        >
          <Stack gap={16}>
            <Radio.Group
              label={t("schemes.export.format")}
              value={format}
              onChange={(value) => setFormat(schemeFormatSchema.parse(value))}
            >
              <Stack gap={8} mt={8}>
                {schemeFormatSchema.options.map((each) => (
                  <Radio
                    key={each}
                    value={each}
                    label={t(`schemes.export.formats.${each}`)}
                    disabled={each === "refi-qda" && scheme.codes.length === 0}
                    {...(each === format ? { "data-autofocus": true } : {})}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <Text c="dimmed">{t("schemes.export.text")}</Text>
            <ErrorNotice error={saving.phase === "choosing" ? saving.problem : null} />
            <Group justify="flex-end" gap={8}>
              <Button onClick={onClose}>{t("common.cancel")}</Button>
              <Button type="submit" variant="filled" loading={saving.phase === "saving"}>
                {t("schemes.export.save")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
