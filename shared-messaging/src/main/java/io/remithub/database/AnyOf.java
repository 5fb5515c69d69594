package io.remithub.database;

import java.util.Collection;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.StandardBasicTypes;

/**
 * {@code any_of(paymentId, ?1)}: a list as one argument of a query. An {@code in} has as many as the list has elements, so
 * that Hibernate translates it anew each time and the database keeps no plan of it.
 */
public final class AnyOf implements FunctionContributor {

    @Override
    public void contributeFunctions(FunctionContributions functions) {
        var types = functions.getTypeConfiguration().getBasicTypeRegistry();
        functions
                .getFunctionRegistry()
                .patternDescriptorBuilder("any_of", "?1 = any (?2)")
                .setInvariantType(types.resolve(StandardBasicTypes.BOOLEAN))
                .setExactArgumentCount(2)
                .register();
    }

    /** An object, lest the array be taken for many arguments. */
    public static Object these(Collection<String> list) {
        return list.toArray(String[]::new);
    }
}
