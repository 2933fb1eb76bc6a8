/** The step of a new conversation in which its permission is described, on the way of a file from a device. */
import { Text } from "@mantine/core";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationKind, Permission } from "../../../shared/domain/conversation.ts";
import { localToday } from "../../ui/localToday.ts";
import {
  type NewConversationForm,
  permissionOf,
  useNewConversation,
} from "../conversation/newConversationStore.ts";
import { PermissionStep } from "../conversation/PermissionStep.tsx";
import classes from "./bringIn.module.css";

/**
 * Borrows the form of a new conversation, and gives it back as it was.
 *
 * @param props.isNew - a new permission is wanted, not one of those there are
 * @param props.name - of the file, so that a person knows what they are about to describe
 */
export function PermissionDetour(props: {
  readonly kind: ConversationKind;
  readonly permission: Permission | null;
  readonly isNew: boolean;
  readonly name: string;
  readonly onDone: (permission: Permission) => void;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation();
  const [isBorrowed, setBorrowed] = useState(false);
  const borrow = useEffectEvent(() => {
    const { begin, change } = useNewConversation.getState();
    begin({ kind: props.kind });
    if (!props.isNew) change(formFor(props.permission));
    setBorrowed(true);
  });
  const follow = useEffectEvent((form: NewConversationForm) => {
    if (form.step === "kind") props.onBack();
    if (form.step !== "conversation") return;
    const permission = permissionOf(form, localToday());
    if (permission !== null) props.onDone(permission);
  });
  useEffect(() => {
    const lent = useNewConversation.getState();
    borrow();
    const stop = useNewConversation.subscribe((form) => follow(form));
    return () => {
      stop();
      useNewConversation.setState(lent, true);
    };
  }, []);
  return (
    <section className={classes.narrow} aria-label={props.name}>
      <Text c="dimmed" mb={16}>
        {t("bringIn.permit.forFile", { name: props.name })}
      </Text>
      {isBorrowed && <PermissionStep isNewAsked={props.isNew} />}
    </section>
  );
}

/** The form as it was filled in when it became this permission. */
function formFor(permission: Permission | null): Partial<NewConversationForm> {
  switch (permission?.kind) {
    case undefined:
      return {};
    case "client":
      return { consentId: permission.consentId };
    case "role-play":
    case "exercise": {
      const participants = permission.participants.map((one) => ({ ...one, saidYes: true }));
      return { colleagues: { title: permission.title, participants } };
    }
    case "published": {
      const { kind: _, ...published } = permission;
      return { published };
    }
  }
}
