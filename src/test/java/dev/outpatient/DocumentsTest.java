package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.SentDocuments.Sent;
import dev.outpatient.accounts.SignIn;
import dev.outpatient.shared.DocumentSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Holds every document that the program writes against the validator of its collection, as a real MongoDB would and the
 * embedded server does not; everything else that it sends against what MongoDB 7 and 8 document; and every query against
 * the declared indexes. As it is isolated, it runs after the others, and looks at what all of them made the program send.
 */
@Isolated("comes last")
class DocumentsTest {

    /** Commands of MongoDB 7 and 8 that the program may send; of the aggregation stages and operators it uses. */
    private static final Set<String> COMMANDS = Set.of(
            "insert",
            "find",
            "getMore",
            "aggregate",
            "create",
            "collMod",
            "createIndexes",
            "listCollections",
            "listIndexes",
            "dropIndexes",
            "ping",
            "hello",
            "isMaster",
            "endSessions",
            "killCursors",
            "delete",
            "update",
            "count");

    /** What stands in MongoDB 7's reference under these names: queries, changes, stages, sums and expressions. */
    private static final Set<String> OPERATORS = Set.of(("$eq $ne $gt $gte $lt $lte $in $nin $and $or $nor $not $exists"
                    + " $type $regex $options $expr $mod $all $elemMatch $size $jsonSchema $text $search $language"
                    + " $set $unset $inc $min $max $mul $rename $push $pull $pullAll $addToSet $pop $each $slice"
                    + " $position $setOnInsert $currentDate $bit"
                    + " $match $group $project $addFields $sort $limit $skip $unwind $count $lookup $facet $bucket"
                    + " $bucketAuto $sortByCount $replaceRoot $replaceWith $sample $unionWith $setWindowFields $merge"
                    + " $out $densify $fill $graphLookup $redact"
                    + " $sum $avg $first $last $firstN $lastN $top $topN $bottom $bottomN $maxN $minN $stdDevPop"
                    + " $stdDevSamp $median $percentile $cond $ifNull $switch $concat $toLower $toUpper $substrCP"
                    + " $dateToString $dateTrunc $add $subtract $multiply $divide $round $arrayElemAt $filter $map"
                    + " $reduce $literal $meta $db $readPreference $clusterTime")
            .split(" "));

    @Test
    void everyDocumentPassesItsValidator() throws Exception {
        try (ConfigurableApplicationContext program = new SpringApplicationBuilder(
                        Outpatient.class, SentDocuments.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--outpatient.data=" + Engine.newDirectory("documents"),
                        "--logging.file.name=target/test-logs/documents.json")) {
            program.getBean(SignIn.class).authenticate("patient@demo.test", "outpatient-demo", null, null);
            awaitLogs();
        }
        List<Sent> sent = SentDocuments.inserted();
        assertThat(sent).extracting(Sent::collection).contains("prescription", "feedback", "logs");
        List<String> violations = new ArrayList<>();
        for (Sent document : sent) {
            BsonDocument schema = DocumentSchema.load(document.collection())
                    .validator()
                    .toBsonDocument()
                    .getDocument("$jsonSchema");
            check(document.document(), schema, document.collection(), violations);
        }
        assertThat(violations).isEmpty();
    }

    /** Whatever the tests made the program do: every action that they reach, with what they typed meanwhile. */
    @Test
    void noLogHoldsASecretOrWhatIsClinical() {
        List<BsonDocument> logs = SentDocuments.inserted().stream()
                .filter(sent -> sent.collection().equals("logs"))
                .map(Sent::document)
                .toList();
        Set<String> secret = new HashSet<>(Set.of(
                ClinicFixture.PASSWORD,
                "outpatient-demo",
                "copper lantern river nine",
                "$argon2",
                "outpatient_rt_",
                "outpatient_st_",
                "eyJ",
                "?token="));
        for (Sent sent : SentDocuments.inserted()) {
            addClinical(sent, secret);
        }
        for (BsonDocument log : logs) {
            String message = log.getString("message").getValue();
            assertThat(secret).as(log.toJson()).noneMatch(message::contains);
        }
        System.err.printf(
                "%d logs hold none of %d secrets and clinical texts; %d different messages%n",
                logs.size(),
                secret.size(),
                logs.stream()
                        .map(log -> log.getString("message").getValue().replaceAll("\\d+", "#"))
                        .distinct()
                        .count());
    }

    private static void addClinical(Sent sent, Set<String> texts) {
        if (sent.collection().equals("feedback") && sent.document().containsKey("comments")) {
            texts.add(sent.document().getString("comments").getValue());
        }
        if (sent.collection().equals("prescription")) {
            for (BsonValue one : sent.document().getArray("medication")) {
                for (BsonValue part : one.asDocument().values()) {
                    texts.add(part.asString().getValue());
                }
            }
        }
        // A short one, such as "2x", is in a message by chance.
        texts.removeIf(text -> text.length() < 6);
    }

    @Test
    void theCheckFindsWhatIsWrong() {
        BsonDocument schema =
                DocumentSchema.load("feedback").validator().toBsonDocument().getDocument("$jsonSchema");
        List<String> violations = new ArrayList<>();
        check(BsonDocument.parse("""
                        {"_id": {"$oid": "00000001000000000000002a"}, "patient_id": "42", "rating": 6,
                         "created_at": {"$date": 0}, "colour": "teal"}"""), schema, "feedback", violations);
        assertThat(violations)
                .containsExactlyInAnyOrder(
                        "feedback misses doctor_id",
                        "feedback.patient_id is a string, not objectId",
                        "feedback.rating is above 5",
                        "feedback has no field colour");
    }

    @Test
    void nothingElseIsSentThatMongoDoesNotDocument() {
        Engine.H2.program();
        Set<String> commands = new HashSet<>();
        Set<String> operators = new HashSet<>();
        for (BsonDocument command : SentDocuments.commands()) {
            commands.add(command.getFirstKey());
            collectOperators(command, operators);
        }
        assertThat(commands).contains("create", "createIndexes").isSubsetOf(COMMANDS);
        assertThat(operators).isSubsetOf(OPERATORS);
    }

    /** With everything that the tests before made the program send. */
    @Test
    void everyQueryIsServedByAnIndex() {
        Engine.H2.program();
        assertThat(SentDocuments.commands())
                .flatExtracting(IndexedQueries::complaints)
                .isEmpty();
    }

    private static void awaitLogs() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (SentDocuments.inserted().stream().anyMatch(s -> s.collection().equals("logs"))) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void collectOperators(BsonValue value, Set<String> operators) {
        if (value.isDocument()) {
            value.asDocument().forEach((name, inner) -> {
                if (name.startsWith("$")) {
                    operators.add(name);
                }
                collectOperators(inner, operators);
            });
        } else if (value.isArray()) {
            value.asArray().forEach(inner -> collectOperators(inner, operators));
        }
    }

    /** The part of {@code $jsonSchema} that our validators use; an unknown keyword fails. */
    private static void check(BsonValue value, BsonDocument schema, String path, List<String> violations) {
        String type = schema.getString("bsonType").getValue();
        if (!type.equals(typeOf(value))) {
            violations.add(path + " is a " + typeOf(value) + ", not " + type);
            return;
        }
        schema.forEach((keyword, limit) -> {
            switch (keyword) {
                case "bsonType" -> {}
                case "required" ->
                    ((BsonArray) limit).forEach(name -> {
                        if (!value.asDocument().containsKey(name.asString().getValue())) {
                            violations.add(path + " misses " + name.asString().getValue());
                        }
                    });
                case "additionalProperties" ->
                    value.asDocument().keySet().stream()
                            .filter(name -> !schema.getDocument("properties").containsKey(name))
                            .forEach(name -> violations.add(path + " has no field " + name));
                case "properties" ->
                    limit.asDocument().forEach((name, inner) -> {
                        if (value.asDocument().containsKey(name)) {
                            check(value.asDocument().get(name), inner.asDocument(), path + "." + name, violations);
                        }
                    });
                case "items" ->
                    value.asArray().forEach(item -> check(item, limit.asDocument(), path + "[]", violations));
                case "minItems" -> {
                    if (value.asArray().size() < limit.asNumber().intValue()) {
                        violations.add(path + " has too few items");
                    }
                }
                case "minLength" -> {
                    if (value.asString().getValue().length() < limit.asNumber().intValue()) {
                        violations.add(path + " is too short");
                    }
                }
                case "minimum" -> {
                    if (value.asNumber().doubleValue() < limit.asNumber().doubleValue()) {
                        violations.add(path + " is below " + limit.asNumber().intValue());
                    }
                }
                case "maximum" -> {
                    if (value.asNumber().doubleValue() > limit.asNumber().doubleValue()) {
                        violations.add(path + " is above " + limit.asNumber().intValue());
                    }
                }
                case "enum" -> {
                    if (!limit.asArray().contains(value)) {
                        violations.add(path + " is none of its values");
                    }
                }
                default -> violations.add("The test does not know " + keyword);
            }
        });
    }

    private static String typeOf(BsonValue value) {
        return switch (value.getBsonType()) {
            case OBJECT_ID -> "objectId";
            case INT32 -> "int";
            case INT64 -> "long";
            case DATE_TIME -> "date";
            case DOCUMENT -> "object";
            case BOOLEAN -> "bool";
            default -> value.getBsonType().name().toLowerCase(Locale.ROOT);
        };
    }
}
