package dev.outpatient.shared;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.List;
import org.bson.Document;

/** Inserts documents that bring their ids, so that sending them again after a failure adds nothing. */
public final class InsertOnce {

    private InsertOnce() {}

    /**
     * @param documents at least one
     * @return how many were not there yet
     * @throws com.mongodb.MongoException when MongoDB is away or refuses one for another reason; others may be in
     */
    public static int insert(MongoCollection<Document> collection, List<Document> documents) {
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
            return documents.size();
        } catch (MongoBulkWriteException e) {
            boolean onlyRepeated = e.getWriteConcernError() == null
                    && e.getWriteErrors().stream().allMatch(w -> w.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!onlyRepeated) {
                throw e;
            }
            // Not the result's own count: the embedded server counts the repeated ones in.
            return documents.size() - e.getWriteErrors().size();
        }
    }
}
