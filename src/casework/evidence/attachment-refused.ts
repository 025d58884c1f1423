/** Why nothing is kept of a file that was to be attached. */
export type AttachmentRefusal =
  | 'empty'
  | 'image'
  | 'video'
  | 'audio'
  | 'archive'
  | 'program'
  | 'document'
  | 'not_text'
  | 'picture_within'
  | 'file_within'
  | 'pdf_unreadable'
  | 'pdf_protected'
  | 'pdf_too_much'
  | 'too_large';

/** A file that nothing is kept of. */
export class AttachmentRefused extends Error {
  override readonly name = 'AttachmentRefused';
  readonly why: AttachmentRefusal;
  constructor(why: AttachmentRefusal) {
    super(why);
    this.why = why;
  }
}
