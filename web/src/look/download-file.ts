import { inPractice } from '../api/practice.ts';

/** Hands the reader a file that the page holds: nothing is sent anywhere. */
export function downloadFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = inPractice ? `TRAINING-ENTRAINEMENT-${name}` : name;
  link.click();
  URL.revokeObjectURL(address);
}
