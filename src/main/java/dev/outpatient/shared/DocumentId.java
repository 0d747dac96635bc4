package dev.outpatient.shared;

import org.bson.types.ObjectId;

/** A document, such as a prescription, by its own {@code _id}. */
public record DocumentId(ObjectId value) implements Pointer {

    @Override
    public ObjectId toObjectId() {
        return value;
    }
}
