package dev.outpatient.portal;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.ObjectId;
import org.h2.mvstore.type.ObjectDataType;

/**
 * The keys of an index of the embedded document server, in the order that it has always had them: that of their bytes as
 * Java serializes them. Of the keys that we have, those bytes differ in the id or in the number alone, so these are
 * compared as they are. To serialize both for each step of a search was most of what writing and finding a document took.
 */
final class IndexKeys extends ObjectDataType {

    @Override
    public int compare(Object a, Object b) {
        if (a instanceof KeyValue one && b instanceof KeyValue other && one.size() == 1 && other.size() == 1) {
            if (one.get(0) instanceof ObjectId left && other.get(0) instanceof ObjectId right) {
                return left.compareTo(right);
            }
            if (one.get(0) instanceof Double left && other.get(0) instanceof Double right) {
                return Long.compareUnsigned(Double.doubleToLongBits(left), Double.doubleToLongBits(right));
            }
        }
        return super.compare(a, b);
    }
}
