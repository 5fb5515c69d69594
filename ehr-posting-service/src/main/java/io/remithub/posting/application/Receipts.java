package io.remithub.posting.application;

import java.util.Collection;
import java.util.List;

/** Every notice that a partner sent by webhook, once. */
public interface Receipts {

    /**
     * @param known the transactions that are ours: what is said of another waits until somebody knows it
     * @return those that were not there
     */
    List<Notice> add(Collection<Notice> notices, Collection<String> known);

    /** They could not be taken now: they wait to be matched again. */
    void leave(Collection<Notice> notices);

    /** Those that came before anybody here knew their transactions, the oldest first; they count as matched from now on. */
    List<Notice> match(Collection<String> transactionIds);
}
