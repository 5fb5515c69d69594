package io.remithub.sandbox.integrex;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The flat result of §3.4, with the vendor's own spelling and its mixture of types. */
final class ClaimInfoAnswer {
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("A0", "Acknowledgement/Forwarded"),
            Map.entry("A1", "Acknowledgement/Receipt"),
            Map.entry("A2", "Acknowledgement/Acceptance into adjudication system"),
            Map.entry("A3", "Acknowledgement/Returned as unprocessable claim"),
            Map.entry("A4", "Acknowledgement/Not found"),
            Map.entry("D0", "Data search unsuccessful"),
            Map.entry("E0", "Response not possible, error on submitted request data"),
            Map.entry("E1", "Response not possible, system status"),
            Map.entry("F0", "Finalized"),
            Map.entry("F1", "Finalized/Payment"),
            Map.entry("F2", "Finalized/Denial"),
            Map.entry("F3", "Finalized/Revised"),
            Map.entry("P0", "Pending: adjudication/details"),
            Map.entry("P1", "Pending/In process"),
            Map.entry("R0", "Requests for additional information"));

    /** Members that scripts may call by a shorter name. */
    private static final Map<String, String> SHORT =
            Map.of("category", "categoryCode", "trackingId", "internalAccountNumber");

    private ClaimInfoAnswer() {}

    static Object of(Ticket ticket, Map<String, JsonNode> overlay, @Nullable String shape, LocalDate today) {
        var head = head(ticket, today, category(overlay));
        overlay.forEach((name, value) -> {
            if (!name.equals("lines")) {
                head.put(SHORT.getOrDefault(name, name), value);
            }
        });
        var rows = rows(head, overlay.get("lines"));
        return switch (shape == null ? (rows.size() > 1 ? "array" : "object") : shape) {
            case "array" -> rows;
            case "data" -> Map.of("data", rows);
            case "results" -> Map.of("results", rows);
            default -> rows.getFirst();
        };
    }

    static String category(Map<String, JsonNode> overlay) {
        var scripted = overlay.getOrDefault("categoryCode", overlay.get("category"));
        return scripted == null ? "F1" : scripted.asText();
    }

    private static List<Map<String, Object>> rows(Map<String, Object> head, @Nullable JsonNode lines) {
        if (lines == null || lines.isEmpty()) {
            return List.of(head);
        }
        return StreamSupport.stream(lines.spliterator(), false)
                .map(line -> {
                    Map<String, Object> row = new LinkedHashMap<>(head);
                    line.properties().forEach(member -> row.put(member.getKey(), member.getValue()));
                    return row;
                })
                .toList();
    }

    private static Map<String, Object> head(Ticket ticket, LocalDate today, String category) {
        var claim = ticket.claim();
        var head = new LinkedHashMap<String, Object>();
        head.put("internalAccountNumber", claim.field("trackingId1"));
        head.put("internalAccountNumber2", claim.field("trackingId2"));
        head.put("patientLastName", claim.field("patientLastName"));
        head.put("patientFirstName", claim.field("patientFirstName"));
        head.put("subID", claim.field("subscriberId"));
        head.put("billingEntityName", claim.field("billingProviderName"));
        head.put("responseDate", today.toString());
        head.put("payerID", claim.field("payerId"));
        head.put("payerContactName", "Provider services");
        head.put("payerContactPhone", "800-555-0100");
        head.put("dateOfService", claim.field("admitDate"));
        head.put("payerClmNo", null);
        head.put("claimReceiptDate", claim.field("admitDate"));
        head.put("chargeAmt", claim.field("totalCharges"));
        head.put("paymentAmt", null);
        head.put("adjudicationDate", today.toString());
        head.put("checkDate", null);
        head.put("checkNumber", null);
        head.put("categoryCode", category);
        head.put("categoryDescription", CATEGORIES.getOrDefault(category, ""));
        head.put("procedureCdQual", "HC");
        head.put("procedureCd", null);
        head.put("revenueCd", null);
        head.put("svcLnQty", 1);
        head.put("allowedAmount", null);
        head.put("coInsuranceAmount", null);
        head.put("coPaymentAmount", null);
        head.put("nonCoveredAmount", null);
        head.put("checkStatus", null);
        head.put("dateCheckCashed", "null");
        for (var i = 1; i <= 3; i++) {
            head.put("reasonSourceCd" + i, null);
            head.put("reasonSourceCdDescTxt" + i, null);
        }
        head.put("authorizationCaseld", null);
        head.put("authorizationDescription", null);
        head.put("integrexId", ticket.id());
        head.put("svcLine", 1);
        head.put("statusCode", category.equals("F1") ? "65" : "0");
        head.put("statusDescription", category.equals("F1") ? "Claim/line has been paid." : "");
        return head;
    }
}
