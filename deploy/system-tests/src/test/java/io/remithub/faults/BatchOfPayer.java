package io.remithub.faults;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A batch as a payer opens and fills it. */
final class BatchOfPayer {

    private final Payer payer;
    private final Told told;
    private final Random random;
    private final Account account;

    BatchOfPayer(Payer payer, Told told, Random random, Account account) {
        this.payer = payer;
        this.told = told;
        this.random = random;
        this.account = account;
    }

    /** @return its id */
    String open(String clientRequestId, List<Remittance> all) throws InterruptedException {
        long total = all.stream().mapToLong(Remittance::amount).sum();
        var request = Samples.JSON
                .createObjectNode()
                .put("clientRequestId", clientRequestId)
                .put("accountShortCode", account.name())
                .put("subAccountShortCode", account.subAccount())
                .put("numberOfPayments", all.size());
        request.set("totalAmount", DecimalNode.valueOf(BigDecimal.valueOf(total, 2)));
        int times = 1 + random.nextInt(2);
        var batchId = "";
        for (int time = 0; time < times; time++) {
            var answer = payer.post("/payments/batch", request, payer.anyKey(clientRequestId));
            batchId = answer.text("batchId");
            if (answer.status() != 201 && answer.status() != 409 || batchId.isEmpty()) {
                throw new IllegalStateException("open: " + answer);
            }
            told.add(new Told.Opened(payer.tenant(), clientRequestId, batchId));
        }
        return batchId;
    }

    /** @return what was accepted of them: all, in any order */
    Collection<Told.Accepted> add(String batchId, String key, List<Remittance> some) throws InterruptedException {
        var added = new TreeMap<String, Told.Accepted>();
        var request = Samples.JSON.createObjectNode();
        var payments = request.putArray("payments");
        var byReference = new HashMap<String, Remittance>();
        some.forEach(it -> {
            payments.add(it.payment());
            byReference.put(it.reference(), it);
        });
        int times = 1 + random.nextInt(2);
        for (int time = 0; time < times; time++) {
            var answer = payer.post("/payments/batch/" + batchId + "/add", request, payer.anyKey(key));
            if (answer.status() == 200) {
                answer.body().path("payments").forEach(each -> {
                    var it = byReference.get(each.path("issuerReferenceId").asText());
                    accept(batchId, it, each.path("paymentId").asText(), added);
                });
            } else if (answer.code().equals("duplicate-issuer-reference-id")) {
                answer.body().path("errors").forEach(error -> {
                    var pointer = error.path("pointer").asText().split("/");
                    accept(
                            batchId,
                            some.get(Integer.parseInt(pointer[2])),
                            error.path("paymentId").asText(),
                            added);
                });
            } else {
                throw new IllegalStateException("add: " + answer);
            }
        }
        return added.values();
    }

    private void accept(String batchId, Remittance remittance, String paymentId, Map<String, Told.Accepted> added) {
        var one = Told.Accepted.of(payer.tenant(), remittance, batchId, paymentId, account);
        told.add(one);
        added.put(paymentId, one);
    }
}
