/** What is kept of a file; of a PDF its text. */
export const ATTACHMENT_KINDS = ['text', 'csv', 'json', 'xml', 'pdf_text'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];
