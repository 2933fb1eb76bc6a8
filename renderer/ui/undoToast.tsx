/** The only kind of toast: something succeeded and can be undone. */
import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";

/**
 * Shows a toast for eight seconds.
 *
 * @param message - what was done, in the language of the page
 * @param undoLabel - the text of `common.undo`
 */
export function showUndoToast(message: string, undoLabel: string, onUndo: () => void): void {
  const id = notifications.show({
    autoClose: 8_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button
          size="xs"
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          {undoLabel}
        </Button>
      </Group>
    ),
  });
}
