package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** What the check of queries lets through and what it stops, so that its silence means something. */
class IndexedQueriesTest {

    @Test
    void letsThroughWhatAnIndexServes() {
        assertThat(complaints("{find: 'logs', filter: {_id: {$in: [1, 2]}}}")).isEmpty();
        assertThat(complaints("{find: 'prescription', filter: {patient_id: 1}, sort: {date_prescribed: -1, _id: -1}}"))
                .isEmpty();
        assertThat(complaints("{find: 'prescription', filter: {patient_id: 1}, sort: {date_prescribed: 1, _id: 1}}"))
                .as("backwards")
                .isEmpty();
        assertThat(complaints("{find: 'prescription', filter: {doctor_id: 1, date_prescribed: {$gt: 3}},"
                        + " sort: {date_prescribed: -1}}"))
                .isEmpty();
        assertThat(complaints("{aggregate: 'feedback', pipeline: [{$match: {doctor_id: {$in: [1, 2]}}},"
                        + " {$group: {_id: '$doctor_id'}}]}"))
                .isEmpty();
        assertThat(complaints("{delete: 'feedback', deletes: [{q: {appointment_id: 1}, limit: 1}]}"))
                .isEmpty();
        assertThat(complaints("{find: 'feedback', filter: {}}"))
                .as("everything, in no order")
                .isEmpty();
        assertThat(complaints("{find: 'prescription', filter: {$or: [{patient_id: 1}, {doctor_id: 2}]}}"))
                .isEmpty();
        assertThat(complaints("{count: 'prescription'}"))
                .as("how many there are at all")
                .isEmpty();
    }

    @Test
    void stopsWhatReadsTheWholeCollectionOrSortsInMemory() {
        assertThat(complaints("{find: 'feedback', filter: {comments: 'Good'}}"))
                .containsExactly("No index of feedback serves find by {\"comments\": \"Good\"}");
        assertThat(complaints("{find: 'prescription', filter: {patient_id: 1}, sort: {created_at: -1}}"))
                .hasSize(1);
        assertThat(complaints("{find: 'prescription', filter: {}, sort: {date_prescribed: -1}}"))
                .hasSize(1);
        assertThat(complaints("{find: 'prescription', filter: {patient_id: 1}, sort: {date_prescribed: -1, _id: 1}}"))
                .as("one forwards, one backwards")
                .hasSize(1);
        assertThat(complaints(
                        "{find: 'prescription', filter: {patient_id: {$in: [1, 2]}}, sort: {date_prescribed: -1}}"))
                .as("several patients are several orders")
                .hasSize(1);
        assertThat(complaints("{find: 'prescription', filter: {date_prescribed: {$gt: 3}}}"))
                .hasSize(1);
        assertThat(complaints("{aggregate: 'feedback', pipeline: [{$match: {comments: /good/}}]}"))
                .hasSize(1);
        assertThat(complaints("{aggregate: 'feedback', pipeline: [{$group: {_id: '$doctor_id'}}]}"))
                .hasSize(1);
        assertThat(complaints("{find: 'prescription', filter: {$or: [{patient_id: 1}, {'medication.name': 'A'}]}}"))
                .as("each branch needs one")
                .hasSize(1);
        assertThat(complaints("{count: 'prescription', query: {cancelled_by: 1}}"))
                .hasSize(1);
        assertThat(complaints("{update: 'feedback', updates: [{q: {comments: 'Good'}, u: {}}]}"))
                .hasSize(1);
    }

    @Test
    void stopsAChangeWithoutAConditionAndAnyOfTheTrail() {
        assertThat(complaints("{delete: 'feedback', deletes: [{q: {}, limit: 0}]}"))
                .containsExactly("The delete of feedback has no condition");
        assertThat(complaints("{update: 'prescription', updates: [{q: {}, u: {}, multi: true}]}"))
                .containsExactly("The update of prescription has no condition");
        assertThat(complaints("{update: 'logs', updates: [{q: {_id: 1}, u: {}}]}"))
                .containsExactly("Nothing changes logs");
        assertThat(complaints("{findAndModify: 'log_seal', query: {_id: 1}, update: {}}"))
                .containsExactly("Nothing changes log_seal");
        assertThat(complaints("{delete: 'logs', deletes: [{q: {_id: 1}, limit: 1}]}"))
                .containsExactly("Only a purge takes from logs, from its beginning");
        assertThat(complaints("{delete: 'logs', deletes: [{q: {$and: [{_id: {$gt: 0}}, {_id: {$lt: 9}}]}, limit: 0}]}"))
                .as("a purge")
                .isEmpty();
    }

    private static List<String> complaints(String command) {
        return IndexedQueries.complaints(BsonDocument.parse(command));
    }
}
