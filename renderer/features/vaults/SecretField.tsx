/** The field for a passphrase: show and hide, and a word when Caps Lock is on. */
import { PasswordInput } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

/** `isNew` tells password managers that a new passphrase is being made. */
export interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly isNew?: boolean;
  readonly autoFocus?: boolean;
}

export function SecretField({
  label,
  value,
  onChange,
  description,
  error,
  isNew = false,
  autoFocus = false,
}: SecretFieldProps) {
  const { t } = useTranslation();
  const [hasCapsLock, setHasCapsLock] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) => setHasCapsLock(event.getModifierState("CapsLock"));
  return (
    <div>
      <PasswordInput
        label={label}
        description={description}
        error={error}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        onBlur={() => setHasCapsLock(false)}
        autoComplete={isNew ? "new-password" : "current-password"}
        spellCheck={false}
        maxLength={512}
        data-autofocus={autoFocus || undefined}
        // One field is all there is to do here: the person is meant to start typing.
        autoFocus={autoFocus}
        visibilityToggleIcon={({ reveal }) =>
          reveal ? <IconEyeOff size={18} stroke={1.6} /> : <IconEye size={18} stroke={1.6} />
        }
        visibilityToggleButtonProps={{ "aria-label": t("vaults.showSecret"), tabIndex: 0 }}
      />
      <div role="status" style={{ fontSize: "0.8125rem", color: "var(--color-warm)" }}>
        {hasCapsLock ? t("vaults.capsLock") : null}
      </div>
    </div>
  );
}
