package de.stadtkern.kernel.problem;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * A request that is not done, and why: the text behind the key names the thing, the value, the rule and the way out.
 * Thrown before anything was changed, or inside the transaction that it undoes.
 */
public class Refusal extends RuntimeException {

    private final HttpStatus status;
    private final String textKey;
    private final transient List<Object> arguments;
    private final String field;

    private Refusal(HttpStatus status, String textKey, Object... arguments) {
        this(status, textKey, List.of(arguments), "");
    }

    private Refusal(HttpStatus status, String textKey, List<Object> arguments, String field) {
        super(textKey + arguments);
        this.status = status;
        this.textKey = textKey;
        this.arguments = arguments;
        this.field = field;
    }

    /** The input breaks a rule: 400. */
    public static Refusal badInput(String textKey, Object... arguments) {
        return new Refusal(HttpStatus.BAD_REQUEST, textKey, arguments);
    }

    /** Nobody has signed in, or not with a valid key: 401. */
    public static Refusal unauthorized(String textKey, Object... arguments) {
        return new Refusal(HttpStatus.UNAUTHORIZED, textKey, arguments);
    }

    /** The person may not do this: 403. */
    public static Refusal forbidden(String textKey, Object... arguments) {
        return new Refusal(HttpStatus.FORBIDDEN, textKey, arguments);
    }

    /** There is no such thing, or the person may not know of it: 404. */
    public static Refusal notFound(String textKey, Object... arguments) {
        return new Refusal(HttpStatus.NOT_FOUND, textKey, arguments);
    }

    /** Somebody or something else came first: 409. */
    public static Refusal conflict(String textKey, Object... arguments) {
        return new Refusal(HttpStatus.CONFLICT, textKey, arguments);
    }

    /** The request is larger than this server takes: 413. */
    public static Refusal tooLarge(String textKey, Object... arguments) {
        return new Refusal(HttpStatus.CONTENT_TOO_LARGE, textKey, arguments);
    }

    /** There is too much to do at the moment: 503. */
    public static Refusal overloaded(String textKey, Object... arguments) {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, textKey, arguments);
    }

    /** The standard allows it, this server does not offer it: 501. */
    public static Refusal notOffered(String textKey, Object... arguments) {
        return new Refusal(HttpStatus.NOT_IMPLEMENTED, textKey, arguments);
    }

    /** The same refusal, which is about this field of the form. */
    public Refusal at(String name) {
        return new Refusal(status, textKey, arguments, name);
    }

    /** The name of the form's field that this is about; empty when it is about no single one. */
    public String field() {
        return field;
    }

    /** Whether other input to the same form can help. */
    public boolean isCorrectable() {
        return status == HttpStatus.BAD_REQUEST
                || status == HttpStatus.CONFLICT
                || status == HttpStatus.CONTENT_TOO_LARGE;
    }

    public HttpStatus status() {
        return status;
    }

    /** Key of the text in the messages of the room that refuses. */
    public String textKey() {
        return textKey;
    }

    /** What fills the text's places. */
    public List<Object> arguments() {
        return arguments;
    }
}
