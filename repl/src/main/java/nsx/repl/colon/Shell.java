package nsx.repl.colon;

/** The actions of a prompt besides evaluating lines. Each method takes the text after the command's name. */
public interface Shell {
    void help(String argument);

    void history(String argument);

    void edit(String argument);

    void save(String argument);

    void load(String argument);

    void time(String argument);

    void trace(String argument);

    void keys(String argument);

    void clear(String argument);

    void quit(String argument);
}
