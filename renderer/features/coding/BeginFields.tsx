/** The fields before a coding begins; everything is chosen already but the target. */
import { Button, Checkbox, Radio, Select, Stack, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasTwoPasses, keepsSentences } from "../../../shared/domain/codingRules.ts";
import { type ConversationDetail, soundLengthMs } from "../../../shared/domain/conversation.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { MarkedPassage } from "../../../shared/domain/markedPassage.ts";
import { sampleableRanges } from "../../../shared/domain/sampleable.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import { useChange } from "../../api/useChange.ts";
import { DialogEnd } from "../../ui/DialogEnd.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import { openScreen } from "../frame/route.ts";
import { useReview } from "../review/reviewStore.ts";
import classes from "./Begin.module.css";
import {
  type BeginForm,
  beginnersUpTo,
  coderOf,
  itemsWithoutTarget,
  sampleOf,
  startingDraw,
  targetOf,
} from "./beginForm.ts";
import { SampleFields } from "./SampleFields.tsx";

const noLines: readonly Segment[] = [];

/** @param props.schemes - those that come with Lyhörd first; not empty */
export function BeginFields(props: {
  readonly conversation: ConversationDetail;
  readonly schemes: readonly Scheme[];
  readonly passages: readonly MarkedPassage[];
  readonly ownCodings: number;
  readonly onClose: () => void;
}) {
  const { conversation, schemes, passages, ownCodings, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const create = useChange("coding.create");
  const { id: conversationId, sound } = conversation;
  const lines = useReview((state) => state.transcripts[conversationId]?.segments ?? noLines);
  const selection = useReview((state) => state.looking.selection);
  const [random] = useState(Math.random);
  const durationMs = soundLengthMs(sound) ?? lines.at(-1)?.endMs ?? 0;
  const ground = useMemo(
    () => ({ ranges: sampleableRanges(passages, durationMs), durationMs, lines, random }),
    [passages, durationMs, lines, random],
  );
  const [schemeId, setSchemeId] = useState<string>(schemes[0]?.id ?? "");
  const scheme = schemes.find(({ id }) => id === schemeId) ?? schemes[0];
  const [isTried, setTried] = useState(false);
  const [form, setForm] = useState<BeginForm>(() => ({
    coder: "owner",
    colleague: "",
    drawn: selection === null ? (scheme === undefined ? "whole" : startingDraw(scheme)) : "chosen",
    range: {
      from: format.position(selection?.startMs ?? 0, true),
      to: format.position(selection?.endMs ?? durationMs, true),
    },
    startSentence: "",
    endSentence: "",
    target: "",
    hasNoTarget: false,
    passes: ownCodings < beginnersUpTo ? 2 : 1,
  }));
  if (scheme === undefined) return null;
  const change = (part: Partial<BeginForm>) => setForm((last) => ({ ...last, ...part }));
  const label = (labels: Scheme["title"]) => labelIn(labels, language);
  const { sample } = sampleOf(form, scheme.sample, ground);
  const coder = coderOf(form);
  const target = targetOf(form, scheme);
  const isFromSound = sound.phase === "ready";
  const asksSentences = keepsSentences(conversation);
  const begin = () => {
    setTried(true);
    if (sample === undefined || coder === undefined || target === undefined) return;
    const startSentence = asksSentences ? form.startSentence.trim() : "";
    const endSentence = asksSentences ? form.endSentence.trim() : "";
    create.mutate(
      {
        conversationId,
        schemeId: scheme.id,
        schemeVersion: scheme.version,
        coder,
        sample: {
          ...sample,
          ...(startSentence === "" ? {} : { startSentence }),
          ...(endSentence === "" ? {} : { endSentence }),
        },
        target,
        passes: hasTwoPasses(scheme, { isFromSound }) ? form.passes : 1,
      },
      { onSuccess: ({ codingId }) => openScreen({ screen: "coding", conversationId, codingId }) },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <Stack gap={18}>
        <div>
          <Select
            label={t("coding.begin.scheme")}
            description={label(scheme.about)}
            data={schemes.map(({ id, title }) => ({ value: id, label: label(title) }))}
            value={scheme.id}
            onChange={(value) => {
              const next = schemes.find(({ id }) => id === value);
              if (next === undefined) return;
              setSchemeId(next.id);
              if (form.drawn !== "chosen") change({ drawn: startingDraw(next) });
            }}
            data-autofocus
          />
          {scheme.notices?.map((notice) => (
            <p key={label(notice)} className={classes.small}>
              {label(notice)}
            </p>
          ))}
          <Button
            variant="subtle"
            size="compact-sm"
            mt={6}
            ml={-10}
            onClick={() => openScreen({ screen: "schemes" })}
          >
            {t("schemes.fromCoding")}
          </Button>
        </div>
        <SampleFields
          form={form}
          rule={scheme.sample}
          ground={ground}
          isTried={isTried}
          hasItems={scheme.items.length > 0}
          asksSentences={asksSentences}
          onChange={change}
        />
        {isFromSound ? null : (
          <Notice tone="warm" icon={IconInfoCircle}>
            {t("coding.begin.noSound")}
          </Notice>
        )}
        {scheme.usesTarget ? (
          <div className={classes.group}>
            <TextInput
              label={t("coding.begin.target.label")}
              description={t("coding.begin.target.about")}
              value={form.target}
              disabled={form.hasNoTarget}
              maxLength={300}
              error={isTried && target === undefined ? t("coding.begin.target.missing") : null}
              onChange={(event) => change({ target: event.currentTarget.value })}
            />
            <Checkbox
              mt={8}
              label={t("coding.begin.target.none")}
              checked={form.hasNoTarget}
              onChange={(event) => change({ hasNoTarget: event.currentTarget.checked })}
            />
            {form.hasNoTarget ? (
              <p className={classes.small}>
                {itemsWithoutTarget(scheme).length === scheme.items.length
                  ? t("coding.begin.target.noneAll")
                  : t("coding.begin.target.noneApplies", {
                      items: itemsWithoutTarget(scheme)
                        .map(({ labels }) => label(labels))
                        .join(", "),
                    })}
              </p>
            ) : null}
          </div>
        ) : null}
        <Radio.Group
          label={t("coding.begin.coder.label")}
          value={form.coder}
          onChange={(value) => change({ coder: value === "colleague" ? "colleague" : "owner" })}
        >
          <div className={classes.inRow}>
            <Radio value="owner" label={t("coding.begin.coder.owner")} />
            <Radio value="colleague" label={t("coding.begin.coder.colleague")} />
          </div>
        </Radio.Group>
        {form.coder === "colleague" ? (
          <TextInput
            label={t("coding.begin.coder.name")}
            value={form.colleague}
            maxLength={60}
            error={isTried && coder === undefined ? t("coding.begin.coder.missing") : null}
            onChange={(event) => change({ colleague: event.currentTarget.value })}
          />
        ) : null}
        {!hasTwoPasses(scheme, { isFromSound }) ? null : (
          <Radio.Group
            label={t("coding.begin.passes.label")}
            value={String(form.passes)}
            onChange={(value) => change({ passes: value === "1" ? 1 : 2 })}
          >
            <div className={classes.inRow}>
              <Radio value="2" label={t("coding.begin.passes.two")} />
              <Radio value="1" label={t("coding.begin.passes.one")} />
            </div>
          </Radio.Group>
        )}
        <ErrorNotice error={create.error} />
        <DialogEnd>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" variant="filled" loading={create.isPending}>
            {t("coding.begin.open")}
          </Button>
        </DialogEnd>
      </Stack>
    </form>
  );
}
