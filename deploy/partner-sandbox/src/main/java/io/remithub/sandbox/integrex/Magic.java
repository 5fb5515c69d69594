package io.remithub.sandbox.integrex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values in a claim that bring about an outcome without a script; the module's README lists them. */
final class Magic {
    private static final Pattern MEMBER_ANSWER = Pattern.compile("ANSWER-([A-Z]\\d{1,2})(?:-(\\w+))?");

    private Magic() {}

    static boolean refused(ClaimInfoRequest claim) {
        return claim.field("subscriberId").startsWith("INVALID")
                || claim.field("patientFirstName").equals("Invalid")
                || claim.field("totalCharges").equals("400.40");
    }

    static boolean neverReady(ClaimInfoRequest claim) {
        return claim.field("subscriberId").startsWith("PENDING")
                || claim.field("patientFirstName").equals("Pending")
                || claim.field("totalCharges").equals("202.02");
    }

    static Map<String, JsonNode> answer(ClaimInfoRequest claim) {
        var scripted = MEMBER_ANSWER.matcher(claim.field("subscriberId"));
        if (scripted.matches()) {
            return answer(scripted.group(1), Optional.ofNullable(scripted.group(2)));
        }
        return switch (claim.field("patientFirstName")) {
            case "Denied" -> answer("F2", Optional.of("104"));
            case "Unfound" -> answer("D0", Optional.of("35"));
            default ->
                switch (claim.field("totalCharges")) {
                    case "404.04" -> answer("D0", Optional.of("35"));
                    case "402.02" -> answer("F2", Optional.of("104"));
                    default -> Map.of();
                };
        };
    }

    private static Map<String, JsonNode> answer(String category, Optional<String> status) {
        var answer = new HashMap<String, JsonNode>(Map.of("categoryCode", new TextNode(category)));
        status.ifPresent(code -> answer.put("statusCode", new TextNode(code)));
        return answer;
    }
}
