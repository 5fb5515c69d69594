package io.remithub.sandbox.decoda;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A charge as Decoda answers it: with far more about the patient than a billing client should look at. */
final class ChargeView {
    record Row(
            String id,
            @Nullable String externalId,
            String tenant,
            String patientId,
            long total,
            long totalOutstanding,
            String status,
            Instant createdDate,
            List<Charge.Adjustment> adjustments) {}

    private ChargeView() {}

    static Row row(Charge charge) {
        return new Row(
                charge.id(),
                charge.externalId(),
                charge.tenant(),
                charge.patientId(),
                charge.total(),
                charge.totalOutstanding(),
                charge.status(),
                charge.createdDate(),
                charge.adjustments());
    }

    static Map<String, Object> full(Charge charge) {
        var view = listed(charge);
        view.put("adjustments", charge.adjustments());
        view.put("explanationOfBenefits", List.of());
        view.put("items", List.of());
        view.put("payments", List.of());
        return view;
    }

    static Map<String, Object> listed(Charge charge) {
        var view = told(charge);
        view.put("externalCreatedDate", null);
        view.put("description", charge.description());
        view.put("customAmount", charge.total());
        view.put("discountAmount", 0);
        view.put("discountPercentage", 0);
        view.put("ruleSetId", null);
        view.put("meta", Map.of());
        view.put("patientPaysProcessingFee", false);
        view.put("patient", patient(charge));
        return view;
    }

    /** What a webhook says about it. */
    static Map<String, Object> told(Charge charge) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", charge.id());
        view.put("externalId", charge.externalId());
        view.put("patientId", charge.patientId());
        view.put("status", charge.status());
        view.put("total", charge.total());
        view.put("totalOutstanding", charge.totalOutstanding());
        view.put("createdDate", charge.createdDate());
        return view;
    }

    private static Map<String, Object> patient(Charge charge) {
        return Map.of(
                "id", charge.patientId(),
                "firstName", "Decoda-First",
                "lastName", "Decoda-Last",
                "dateOfBirth", "1970-01-01",
                "email", "patient@decoda.example",
                "phoneNumber", "+15550100",
                "allergies", List.of("penicillin"),
                "medications", List.of(),
                "type", "PATIENT");
    }
}
