/** The choice of what goes to the client, and in which form. */
import { Button, Checkbox, Group, Radio, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ClientCopyOffer, leavesOthersIn } from "../../../shared/domain/clientCopy.ts";
import { type Language, languages } from "../../../shared/domain/settings.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { SecretField } from "../vaults/SecretField.tsx";
import { StrengthMeter } from "../vaults/StrengthMeter.tsx";
import { usePassphraseScore } from "../vaults/usePassphraseScore.ts";
import { leastPassphraseScore } from "../vaults/vaultCreation.ts";
import { type CopyForm, canMake, hasSound, mustListen, newCopyForm } from "./copyForm.ts";
import classes from "./forClient.module.css";

interface CopyFieldsProps {
  readonly offer: ClientCopyOffer;
  readonly language: Language;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  /** Resolves with whether the file was made; the passphrase is forgotten then. */
  readonly onSave: (form: CopyForm, passphrase: string) => Promise<boolean>;
  readonly onPrint: (form: CopyForm) => Promise<void>;
}

export function CopyFields({ offer, language, isBusy, onCancel, onSave, onPrint }: CopyFieldsProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState(() => newCopyForm(offer, language));
  const [passphrase, setPassphrase] = useState("");
  const [repeated, setRepeated] = useState("");
  const { score, isCurrent } = usePassphraseScore(passphrase, "");
  const change = (part: Partial<CopyForm>) => setForm((before) => ({ ...before, ...part }));
  const isFile = form.form === "file";
  const isRepeated = repeated.normalize("NFC") === passphrase.normalize("NFC");
  const isSecret = isCurrent && score !== null && score >= leastPassphraseScore && isRepeated;
  const isReady = canMake(offer, form) && (!isFile || isSecret);

  async function make() {
    if (!isFile) return onPrint(form);
    if (!(await onSave(form, passphrase))) return;
    setPassphrase("");
    setRepeated("");
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) void make();
      }}
    >
      <Stack gap={20}>
        <Radio.Group
          label={t("copyForClient.form")}
          value={form.form}
          onChange={(value) => change({ form: value === "paper" ? "paper" : "file" })}
        >
          <Stack gap={8} my={6}>
            <Radio value="file" label={t("copyForClient.file")} description={t("copyForClient.fileText")} />
            <Radio
              value="paper"
              label={t("copyForClient.paper")}
              description={offer.sound === null ? null : t("copyForClient.noSoundOnPaper")}
            />
          </Stack>
        </Radio.Group>
        <fieldset className={classes.group}>
          <legend>{t("copyForClient.what")}</legend>
          <Stack gap={12}>
            {isFile ? <SoundChoice offer={offer} form={form} onChange={change} /> : null}
            <Checkbox
              label={t("copyForClient.transcript")}
              description={
                offer.rows === 0
                  ? t("copyForClient.noTranscript")
                  : t(`copyForClient.${leavesOthersIn(offer) ? "transcriptUnmarked" : "transcriptText"}`)
              }
              disabled={offer.rows === 0}
              checked={form.transcript}
              onChange={(event) => change({ transcript: event.currentTarget.checked })}
            />
            {offer.hasPermission ? (
              <Checkbox
                label={t("copyForClient.permission")}
                checked={form.permission}
                onChange={(event) => change({ permission: event.currentTarget.checked })}
              />
            ) : null}
            <Checkbox
              label={t("copyForClient.access")}
              description={t("copyForClient.accessText")}
              checked={form.access}
              onChange={(event) => change({ access: event.currentTarget.checked })}
            />
          </Stack>
        </fieldset>
        {offer.notes.length === 0 ? null : <NotesChoice offer={offer} form={form} onChange={change} />}
        <Select
          label={t("copyForClient.language")}
          data={languages.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
          value={form.language}
          allowDeselect={false}
          onChange={(value) => change({ language: languages.find((known) => known === value) ?? language })}
          w={240}
        />
        {isFile ? (
          <>
            <div>
              <SecretField
                label={t("copyForClient.passphrase")}
                description={t("copyForClient.passphraseHelp")}
                value={passphrase}
                onChange={setPassphrase}
                isNew
              />
              <StrengthMeter score={score} />
            </div>
            <SecretField
              label={t("copyForClient.repeat")}
              value={repeated}
              onChange={setRepeated}
              error={repeated !== "" && !isRepeated ? t("copyForClient.differs") : null}
              isNew
            />
          </>
        ) : null}
        {isBusy ? null : (
          <Group justify="flex-end" gap={8}>
            <Button onClick={onCancel}>{t("common.cancel")}</Button>
            <Button type="submit" variant="filled" disabled={!isReady}>
              {t(isFile ? "copyForClient.make" : "copyForClient.print")}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

interface ChoiceProps {
  readonly offer: ClientCopyOffer;
  readonly form: CopyForm;
  readonly onChange: (part: Partial<CopyForm>) => void;
}

function SoundChoice({ offer, form, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sound } = offer;
  if (sound === null) return <Text className={classes.quiet ?? ""}>{t("copyForClient.noSound")}</Text>;
  const isUnmarked = leavesOthersIn(offer);
  const ofOthers =
    sound.mutedPassages > 0
      ? t("copyForClient.muted", { count: sound.mutedPassages, length: format.duration(sound.mutedMs) })
      : t("copyForClient.nobodyElse");
  const description = [
    ...(isUnmarked ? [] : [ofOthers]),
    ...(sound.mutesPermission ? [t("copyForClient.mutedPermission")] : []),
    ...(sound.mutesWords ? [t("copyForClient.mutedWords")] : []),
  ].join(" ");
  return (
    <>
      <Checkbox
        label={t("copyForClient.sound")}
        description={description}
        checked={form.sound}
        onChange={(event) => onChange({ sound: event.currentTarget.checked })}
      />
      {hasSound(form) && mustListen(offer, form) ? (
        <div className={classes.warning}>
          {isUnmarked && <Text>{t("copyForClient.othersUnmarked")}</Text>}
          {sound.untranscribedMs > 0 && (
            <Text>{t("copyForClient.uncovered", { length: format.duration(sound.untranscribedMs) })}</Text>
          )}
          <Checkbox
            mt={8}
            label={t(`copyForClient.${isUnmarked ? "listenedToAll" : "listened"}`)}
            checked={form.listenedThrough}
            onChange={(event) => onChange({ listenedThrough: event.currentTarget.checked })}
          />
        </div>
      ) : null}
    </>
  );
}

function NotesChoice({ offer, form, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Checkbox.Group
      label={t("copyForClient.notes")}
      description={t("copyForClient.notesText")}
      value={[...form.noteIds]}
      onChange={(values) =>
        onChange({ noteIds: offer.notes.flatMap(({ id }) => (values.includes(id) ? [id] : [])) })
      }
    >
      <Stack gap={8} my={6} className={classes.notes ?? ""}>
        {offer.notes.map(({ id, startMs, text }) => (
          <Checkbox
            key={id}
            value={id}
            label={t("copyForClient.noteAt", { time: format.position(startMs), text })}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
