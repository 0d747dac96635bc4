package dev.outpatient.shared;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the page of a list that is looked at, and counts how many rows the whole list has. */
public final class ListQuery {

    private ListQuery() {}

    /**
     * @param select with the columns
     * @param from with the conditions, the same for the rows and their number
     * @param orderBy must leave no two rows equal, or a row could stand on two pages
     * @param params of the conditions, by name; none is called limit or offset
     */
    public static <T> Rows<T> page(
            JdbcClient jdbc,
            String select,
            String from,
            String orderBy,
            Map<String, Object> params,
            Listing<?> listing,
            RowMapper<T> row) {
        long total = jdbc.sql("SELECT COUNT(*) " + from)
                .params(params)
                .query(Long.class)
                .single();
        Map<String, Object> all = new HashMap<>(params);
        all.put("limit", listing.rows());
        all.put("offset", listing.offset());
        return new Rows<>(
                jdbc.sql(select + " " + from + " " + orderBy + " LIMIT :limit OFFSET :offset")
                        .params(all)
                        .query(row)
                        .list(),
                total);
    }
}
