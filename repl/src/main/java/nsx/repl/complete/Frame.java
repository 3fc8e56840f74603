package nsx.repl.complete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.compile.known.ListMethods;
import nsx.repl.complete.Term.Argument;
import nsx.repl.complete.Term.Chain;
import nsx.repl.complete.Term.Element;
import nsx.repl.complete.Term.Text;
import nsx.repl.complete.Term.Value;

/** An open bracket, or the whole text, with the state of its content so far. */
final class Frame {
    private final char bracket;
    private final Chain owner;
    private final List<Argument> done = new ArrayList<>();
    private final Map<String, Term> variables = new HashMap<>();
    private Chain command;
    private String option;
    private Term current;
    private String assigned;
    private boolean begun;
    private boolean silent;
    private boolean blockOfCommand;
    private final boolean condition;

    /**
     * @param bracket the bracket; {@code &#123;} also for the whole text and for an expression in a string
     * @param owner the call that the block or arguments belong to; null without one
     */
    Frame(char bracket, Chain owner) {
        this(bracket, owner, false);
    }

    private Frame(char bracket, Chain owner, boolean condition) {
        this.bracket = bracket;
        this.owner = owner;
        this.condition = condition;
        if (holdsStatements()
                && owner != null
                && ListMethods.ITERATING.contains(owner.last().name())) {
            owner.owner().ifPresent(list -> variables.put("it", new Element(list, null)));
        }
    }

    /** Makes the frame of a condition in parentheses, as of {@code if}, after which a statement begins. */
    static Frame ofCondition() {
        return new Frame('(', null, true);
    }

    boolean holdsStatements() {
        return bracket == '{';
    }

    boolean isList() {
        return bracket == '[';
    }

    Chain owner() {
        return owner;
    }

    Map<String, Term> variables() {
        return variables;
    }

    Term current() {
        return current;
    }

    void current(Term term) {
        current = term;
    }

    Chain command() {
        return command;
    }

    String option() {
        return option;
    }

    List<Argument> done() {
        return List.copyOf(done);
    }

    /** Whether nothing can be proposed for names here. */
    boolean isSilenced() {
        return silent;
    }

    boolean isCondition() {
        return condition;
    }

    /** Notes a name and a space at the start of a statement, whose arguments follow. */
    boolean beginCommand() {
        boolean begins = holdsStatements()
                && command == null
                && !begun
                && current instanceof Chain chain
                && !chain.last().called();
        if (begins) {
            command = (Chain) current;
            current = null;
            begun = true;
        }
        return begins;
    }

    /** Whether arguments are being written here. */
    boolean takesArguments() {
        return !holdsStatements() || command != null;
    }

    void name(String named) {
        option = named;
        current = null;
    }

    /** Handles a comma. */
    void next() {
        if (takesArguments()) {
            if (current != null) {
                done.add(new Argument(option, current));
            }
            option = null;
        } else {
            // one of several names: {a, b -> …}
            begun = true;
        }
        current = null;
    }

    /** Handles an arrow: the name before it is the block's parameter. */
    void parameters() {
        Term element = variables.remove("it");
        if (element != null && !begun && current instanceof Chain chain && chain.isName()) {
            variables.put(chain.last().name(), element);
        }
        restart();
    }

    /** Handles an operator: an expression follows, but no command without parentheses. */
    void operand() {
        current = null;
        begun = true;
    }

    /** Handles an assignment, {@code x = …} or {@code String x = …}, after which a new statement follows. */
    void assign() {
        String name =
                current instanceof Chain chain && chain.isName() ? chain.last().name() : null;
        restart();
        assigned = name;
    }

    /** Suppresses proposals until a newline or semicolon: {@code import x.y}. */
    void silence() {
        silent = true;
    }

    void restart() {
        command = null;
        done.clear();
        option = null;
        current = null;
        assigned = null;
        begun = false;
        silent = false;
    }

    void endStatement() {
        if (assigned != null) {
            Term value = statement();
            variables.put(assigned, value == null ? Value.UNKNOWN : value);
        }
        restart();
    }

    /** The command with its arguments, or the expression that was read last. */
    private Term statement() {
        if (command == null) {
            return current;
        }
        next();
        return command.called(done, false);
    }

    /** The call to which a block that begins here belongs; null for a block without one. */
    Chain blockOwner() {
        blockOfCommand = false;
        if (current instanceof Chain call && (command == null || call.last().called())) {
            return call.called(call.last().arguments(), true);
        }
        if (command != null) {
            next();
            blockOfCommand = true;
            return command.called(done, true);
        }
        return owner != null && bracket == '(' ? owner.called(done, true) : null;
    }

    /** Handles the end of a block, whose value is the result of its call. */
    void afterBlock(Chain call) {
        if (blockOfCommand) {
            command = null;
            done.clear();
            option = null;
            current = call;
        } else if (current != null) {
            current = call;
        } else if (!holdsStatements()) {
            current = Value.UNKNOWN;
        }
        begun = current != null;
    }

    /** The term indexed by this list; a string or a range selects something else. */
    Term element(Term of) {
        next();
        boolean single = done.size() == 1 && done.get(0).option() == null && !begun;
        if (!single || done.get(0).value() instanceof Value) {
            return Value.UNKNOWN;
        }
        if (done.get(0).value() instanceof Text text) {
            boolean index = text.type() == Number.class && text.text().matches("-?\\d{1,9}");
            return index ? new Element(of, Integer.valueOf(text.text())) : Value.UNKNOWN;
        }
        return new Element(of, null);
    }

    /** The term that a closing bracket completes. */
    Term closed() {
        next();
        if (bracket == '[') {
            boolean map = done.stream().anyMatch(a -> a.option() != null);
            return new Value(map ? Map.class : List.class);
        }
        if (owner != null) {
            return owner.called(done, false);
        }
        return done.size() == 1 ? done.get(0).value() : Value.UNKNOWN;
    }
}
