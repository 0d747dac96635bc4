package dev.outpatient;

import dev.outpatient.shared.DocumentSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Holds a command that the program sent against the declared indexes of the collection, as the planner of a MongoDB would:
 * the fields compared for equality come first in the index, in any order, then those sorted by, in theirs, then ranges.
 */
final class IndexedQueries {

    private static final BsonDocument BY_ID = BsonDocument.parse("{\"_id\": 1}");
    private static final Set<String> EQUALITY = Set.of("$eq", "$in");
    private static final Set<String> TRAIL = Set.of("logs", "log_seal");

    /**
     * What a query asks of an index.
     *
     * @param equal fields compared with a value, or with one of several
     * @param ranges fields compared otherwise
     * @param many whether an equality is with one of several values, which loses the order
     */
    private record Wanted(Set<String> equal, Set<String> ranges, boolean many, BsonDocument sort) {}

    private IndexedQueries() {}

    /** What is wrong with the command, in words; nothing where an index serves it or it asks for no documents. */
    static List<String> complaints(BsonDocument command) {
        String name = command.getFirstKey();
        List<String> complaints = new ArrayList<>();
        switch (name) {
            case "find" -> {
                BsonDocument filter = command.getDocument("filter", new BsonDocument());
                BsonDocument sort = command.getDocument("sort", new BsonDocument());
                if (!readsAll(filter, sort)) {
                    check(command.getString(name).getValue(), filter, sort, command, complaints);
                }
            }
            case "count" -> {
                // Without a condition it reads no document: the collection knows.
                BsonDocument query = command.getDocument("query", new BsonDocument());
                if (!query.isEmpty()) {
                    check(command.getString(name).getValue(), query, new BsonDocument(), command, complaints);
                }
            }
            case "update" -> {
                checkNotOfTheTrail(command, complaints);
                checkEach(command, "updates", complaints);
            }
            case "delete" -> checkEach(command, "deletes", complaints);
            case "findAndModify" -> {
                checkNotOfTheTrail(command, complaints);
                check(
                        command.getString(name).getValue(),
                        command.getDocument("query"),
                        command.getDocument("sort", new BsonDocument()),
                        command,
                        complaints);
            }
            case "aggregate" -> checkPipeline(command, complaints);
            default -> {}
        }
        return complaints;
    }

    /** A check reads each document once, in no order: no index would help. */
    private static boolean readsAll(BsonDocument filter, BsonDocument sort) {
        return filter.isEmpty() && sort.isEmpty();
    }

    private static void checkEach(BsonDocument command, String statements, List<String> complaints) {
        for (BsonValue each : command.getArray(statements, new BsonArray())) {
            BsonDocument filter = each.asDocument().getDocument("q");
            String collection = command.getString(command.getFirstKey()).getValue();
            if (filter.isEmpty()) {
                // Whoever means every document says so; a condition that was forgotten looks like this.
                complaints.add("The " + command.getFirstKey() + " of " + collection + " has no condition");
            } else if (command.isString("delete") && TRAIL.contains(collection) && !isPurge(filter)) {
                complaints.add("Only a purge takes from " + collection + ", from its beginning");
            } else {
                check(collection, filter, new BsonDocument(), command, complaints);
            }
        }
    }

    private static void checkNotOfTheTrail(BsonDocument command, List<String> complaints) {
        String collection = command.getString(command.getFirstKey()).getValue();
        if (TRAIL.contains(collection)) {
            complaints.add("Nothing changes " + collection);
        }
    }

    /** Between the number before the first and the one after the last that goes. */
    private static boolean isPurge(BsonDocument filter) {
        return filter.keySet().equals(Set.of("$and"))
                && filter.getArray("$and").stream()
                        .map(BsonValue::asDocument)
                        .allMatch(part -> part.keySet().equals(Set.of("_id"))
                                && part.isDocument("_id")
                                && Set.of("$gt", "$lt")
                                        .containsAll(part.getDocument("_id").keySet()));
    }

    /** The stages that an index can serve are those at the beginning. */
    private static void checkPipeline(BsonDocument command, List<String> complaints) {
        if (!command.isString("aggregate")) {
            return;
        }
        BsonDocument filter = new BsonDocument();
        BsonDocument sort = new BsonDocument();
        for (BsonValue each : command.getArray("pipeline")) {
            BsonDocument stage = each.asDocument();
            if (stage.containsKey("$match") && sort.isEmpty()) {
                filter = filter.isEmpty()
                        ? stage.getDocument("$match")
                        : new BsonDocument("$and", new BsonArray(List.of(filter, stage.getDocument("$match"))));
            } else if (stage.containsKey("$sort")) {
                sort = stage.getDocument("$sort");
                break;
            } else {
                break;
            }
        }
        check(command.getString("aggregate").getValue(), filter, sort, command, complaints);
    }

    private static void check(
            String collection, BsonDocument filter, BsonDocument sort, BsonDocument command, List<String> complaints) {
        for (Wanted wanted : wanted(filter, sort)) {
            if (indexes(collection).stream().noneMatch(index -> serves(index, wanted))) {
                complaints.add("No index of " + collection + " serves " + command.getFirstKey() + " by "
                        + filter.toJson() + (sort.isEmpty() ? "" : " sorted by " + sort.toJson()));
                return;
            }
        }
    }

    private static List<BsonDocument> indexes(String collection) {
        List<BsonDocument> indexes = new ArrayList<>(List.of(BY_ID));
        DocumentSchema.load(collection)
                .indexes()
                .forEach(index ->
                        indexes.add(index.get("key", org.bson.Document.class).toBsonDocument()));
        return indexes;
    }

    /** One for each branch of a {@code $or}, as the planner needs an index for each. */
    private static List<Wanted> wanted(BsonDocument filter, BsonDocument sort) {
        List<Wanted> all = new ArrayList<>();
        for (Map<String, Boolean> branch : branches(filter)) {
            Set<String> equal = new LinkedHashSet<>();
            Set<String> ranges = new LinkedHashSet<>();
            boolean many = false;
            for (var field : branch.entrySet()) {
                String path = field.getKey();
                boolean several = path.endsWith("*");
                String name = several ? path.substring(0, path.length() - 1) : path;
                (field.getValue() ? equal : ranges).add(name);
                many |= several;
            }
            all.add(new Wanted(equal, ranges, many, sort));
        }
        return all;
    }

    /** Fields and whether they are compared for equality; the name ends in a star where with one of several values. */
    private static List<Map<String, Boolean>> branches(BsonDocument filter) {
        List<Map<String, Boolean>> branches = new ArrayList<>(List.of(new TreeMap<>()));
        filter.forEach((name, value) -> {
            switch (name) {
                case "$and" -> value.asArray().forEach(part -> multiply(branches, branches(part.asDocument())));
                case "$or" -> {
                    List<Map<String, Boolean>> either = new ArrayList<>();
                    value.asArray().forEach(part -> either.addAll(branches(part.asDocument())));
                    multiply(branches, either);
                }
                default -> multiply(branches, List.of(Map.of(marked(name, value), isEquality(value))));
            }
        });
        return branches;
    }

    private static void multiply(List<Map<String, Boolean>> branches, List<Map<String, Boolean>> more) {
        List<Map<String, Boolean>> product = new ArrayList<>();
        for (Map<String, Boolean> one : branches) {
            for (Map<String, Boolean> other : more) {
                Map<String, Boolean> both = new TreeMap<>(one);
                both.putAll(other);
                product.add(both);
            }
        }
        branches.clear();
        branches.addAll(product);
    }

    private static String marked(String name, BsonValue value) {
        boolean several = value.isDocument()
                && value.asDocument().containsKey("$in")
                && value.asDocument().getArray("$in").size() > 1;
        return several ? name + "*" : name;
    }

    private static boolean isEquality(BsonValue value) {
        if (!value.isDocument() || value.asDocument().isEmpty()) {
            return !value.isRegularExpression();
        }
        Set<String> operators = value.asDocument().keySet();
        return operators.stream().noneMatch(operator -> operator.startsWith("$")) || EQUALITY.containsAll(operators);
    }

    /** Whether the planner finds the documents, and their order, by this index without reading others first. */
    private static boolean serves(BsonDocument index, Wanted wanted) {
        List<String> keys = List.copyOf(index.keySet());
        int at = 0;
        while (at < keys.size() && wanted.equal().contains(keys.get(at))) {
            at++;
        }
        if (wanted.sort().isEmpty()) {
            // The first key must narrow the search; what the others leave is looked at.
            return at > 0 || wanted.ranges().contains(keys.getFirst());
        }
        if (!wanted.equal().isEmpty() && at == 0) {
            return false;
        }
        if (wanted.many()) {
            return false;
        }
        Boolean backwards = null;
        int next = at;
        for (var by : wanted.sort().entrySet()) {
            if (wanted.equal().contains(by.getKey())) {
                continue;
            }
            if (next == keys.size() || !keys.get(next).equals(by.getKey())) {
                return false;
            }
            boolean turned = index.getNumber(by.getKey()).intValue()
                    != by.getValue().asNumber().intValue();
            if (backwards != null && backwards != turned) {
                return false;
            }
            backwards = turned;
            next++;
        }
        return true;
    }
}
