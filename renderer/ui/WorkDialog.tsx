/** A dialog that stays open while what it is for is being made. */
import { Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";

/** @param props.children - is given the function by which it says whether work is under way */
export function WorkDialog(props: {
  readonly opened: boolean;
  readonly title: string;
  readonly size?: "lg" | "xl";
  readonly onClose: () => void;
  readonly children: (onWorking: (isWorking: boolean) => void) => ReactNode;
}) {
  const { opened, title, size = "xl", onClose, children } = props;
  const [isWorking, setWorking] = useState(false);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      closeOnEscape={!isWorking}
      closeOnClickOutside={false}
      withCloseButton={!isWorking}
    >
      {children(setWorking)}
    </Modal>
  );
}
