package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.intake.application.PendingCommand;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Accepted, and not yet carried out.
 *
 * @param paymentId absent where it is about a whole batch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PendingCommand")
record PendingCommandJson(
        String commandId, String type, @Nullable String paymentId, Instant at) {

    static List<PendingCommandJson> of(List<PendingCommand> commands) {
        return commands.stream()
                .map(command -> new PendingCommandJson(
                        command.commandId(),
                        command.type(),
                        command.payment() == null ? null : command.payment().value(),
                        command.at()))
                .toList();
    }
}
