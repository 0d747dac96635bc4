package dev.outpatient.shared;

import org.bson.types.ObjectId;

/** What a document or a log can point at with 12 bytes: a row of MySQL, or a document. */
public sealed interface Pointer permits Reference, DocumentId {

    ObjectId toObjectId();
}
