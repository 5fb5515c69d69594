package io.remithub.intake.inbound.rest;

import static java.util.Objects.requireNonNull;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.remithub.operators.Role;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * What every operation's description has, and none says itself: the answers that any may give, their problems, shared
 * parameters, and examples. The shared parts stand in {@code META-INF/openapi.yaml}.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final String RESPONSES = "#/components/responses/";
    private static final String PARAMETERS = "#/components/parameters/";
    private static final String HEADERS = "#/components/headers/";
    private static final String COMMANDS = "/api/v1/payments";
    private static final String OPERATORS = "/admin";

    private static final Map<String, String> PROBLEMS = Map.ofEntries(
            Map.entry("400", "Malformed"),
            Map.entry("401", "Unauthenticated"),
            Map.entry("403", "Forbidden"),
            Map.entry("404", "NotFound"),
            Map.entry("406", "NotAcceptable"),
            Map.entry("408", "TooSlow"),
            Map.entry("409", "Conflict"),
            Map.entry("412", "ChangedSince"),
            Map.entry("413", "TooLarge"),
            Map.entry("415", "UnsupportedMediaType"),
            Map.entry("422", "Refused"),
            Map.entry("428", "RevisionMissing"),
            Map.entry("429", "RateLimited"),
            Map.entry("503", "Unavailable"));

    /** Those who run the hub have another door. */
    private static final Map<String, String> PROBLEMS_OF_OPERATORS = new HashMap<>(PROBLEMS);

    static {
        PROBLEMS_OF_OPERATORS.putAll(Map.of("401", "NoOperator", "403", "RoleMissing", "409", "Taken"));
    }

    private static final String RATE_LIMITED = "429";
    private static final Set<String> OF_ALL = Set.of("400", "401", "403", "406", "503");
    private static final Set<String> OF_COMMANDS = Set.of("415");
    private static final Set<String> OF_BODIES = Set.of("408", "413");
    private static final Set<String> OF_KEYS = Set.of("409", "422");
    private static final Set<String> BODY_OPTIONAL =
            Set.of("releaseBatch", "cancelBatch", "voidPayment", "reissuePayment");
    private static final Set<String> TAGGED = Set.of("200", "304");

    // References have no name, and two nameless parameters of a method would be taken for one.
    private static final Map<String, String> PARAMETERS_OF = Map.of(
            "listPayments",
            "issuerReferenceId clientRequestId issuerPaymentId batchId paymentStatus accountShortCode"
                    + " subAccountShortCode createdFrom createdTo paymentDateFrom paymentDateTo order limit cursor",
            "listBatches",
            "clientRequestId batchStatus accountShortCode subAccountShortCode createdFrom createdTo order limit cursor",
            "trace",
            "key tracesLimit cursor",
            "listTenants",
            "limit cursor",
            "listAccounts",
            "limit cursor",
            "listKeys",
            "limit cursor");

    private static final Pattern NAMES = Pattern.compile(" ");

    private final ApiExamples examples = new ApiExamples();

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var components = api.getComponents();
        components.setSchemas(new LinkedHashMap<>(new TreeMap<>(components.getSchemas())));
        RequestSchemas.widen(components.getSchemas());
        var paths = new TreeMap<>(requireNonNull(api.getPaths().getPathItems()));
        api.getPaths().setPathItems(new LinkedHashMap<>(paths));
        paths.forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> complete(path, method, operation, components.getResponses())));
    }

    private void complete(
            String path, PathItem.HttpMethod method, Operation operation, Map<String, APIResponse> shared) {
        boolean ofOperators = path.startsWith(OPERATORS);
        var problems = ofOperators ? PROBLEMS_OF_OPERATORS : PROBLEMS;
        if (!ofOperators) {
            answer(operation, RATE_LIMITED, problems);
        } else {
            operation.setSecurity(List.of(
                    OASFactory.createSecurityRequirement()
                            .addScheme("bearer", method == PathItem.HttpMethod.GET ? Role.VIEWER : Role.ADMIN),
                    OASFactory.createSecurityRequirement().addScheme("admin-key")));
        }
        NAMES.splitAsStream(PARAMETERS_OF.getOrDefault(operation.getOperationId(), ""))
                .filter(name -> !name.isEmpty())
                .forEach(name -> parameter(operation, name));
        if (method != PathItem.HttpMethod.GET && path.startsWith(COMMANDS)) {
            parameter(operation, "Idempotency-Key");
            OF_KEYS.forEach(status -> answer(operation, status, problems));
        }
        if (method != PathItem.HttpMethod.GET) {
            OF_COMMANDS.forEach(status -> answer(operation, status, problems));
        }
        OF_ALL.forEach(status -> answer(operation, status, problems));
        if (operation.getRequestBody() != null) {
            OF_BODIES.forEach(status -> answer(operation, status, problems));
            operation.getRequestBody().setRequired(!BODY_OPTIONAL.contains(operation.getOperationId()));
            exemplify(operation.getRequestBody().getContent(), operation, "request");
        }
        completeAnswers(operation, problems, shared);
    }

    private static void parameter(Operation operation, String name) {
        operation.addParameter(OASFactory.createParameter().ref(PARAMETERS + name));
    }

    private static void answer(Operation operation, String status, Map<String, String> problems) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().ref(RESPONSES + problems.get(status)));
        }
    }

    private void completeAnswers(Operation operation, Map<String, String> problems, Map<String, APIResponse> shared) {
        var responses = new TreeMap<>(operation.getResponses().getAPIResponses());
        if (responses.containsKey("304")) {
            parameter(operation, "If-None-Match");
        }
        if (responses.containsKey("428")) {
            parameter(operation, "If-Match");
        }
        responses.forEach((status, response) -> {
            if (response.getRef() == null && problems.containsKey(status)) {
                var content = requireNonNull(shared.get(problems.get(status))).getContent();
                response.setContent(exemplified(content, examples.find(operation.getOperationId(), status)));
            } else {
                exemplify(response.getContent(), operation, status);
            }
            if (status.equals("201")) {
                response.addHeader("Location", OASFactory.createHeader().ref(HEADERS + "Location"));
            }
            if (TAGGED.contains(status) && (responses.containsKey("304") || responses.containsKey("428"))) {
                response.addHeader("ETag", OASFactory.createHeader().ref(HEADERS + "ETag"));
            }
        });
        operation.getResponses().setAPIResponses(new LinkedHashMap<>(responses));
    }

    /** The shared one, unless the operation has an example of its own. */
    private static Content exemplified(Content shared, @Nullable Object own) {
        if (own == null) {
            return shared;
        }
        var content = OASFactory.createContent();
        shared.getMediaTypes()
                .forEach((name, type) -> content.addMediaType(
                        name,
                        OASFactory.createMediaType().schema(type.getSchema()).example(own)));
        return content;
    }

    private void exemplify(@Nullable Content content, Operation operation, String what) {
        if (content != null) {
            content.getMediaTypes()
                    .values()
                    .forEach(type -> type.setExample(examples.find(operation.getOperationId(), what)));
        }
    }
}
