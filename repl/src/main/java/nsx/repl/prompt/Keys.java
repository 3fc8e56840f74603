package nsx.repl.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;

/** The key bindings: those of Emacs or those of vi, as in readline(3). */
public final class Keys {
    /** The two sets, by their names in {@code editing-mode} of inputrc. */
    public enum Mode {
        EMACS(LineReader.EMACS),
        VI(LineReader.VIINS);

        private final String map;

        Mode(String map) {
            this.map = map;
        }

        /** The mode with this name; empty for another name. */
        public static Optional<Mode> of(String name) {
            return Arrays.stream(values())
                    .filter(m -> m.name().equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    private static final Pattern EDITING_MODE = Pattern.compile("(?m)^\\s*set\\s+editing-mode\\s+(\\w+)");

    private final LineReader editor;
    private Mode mode = Mode.EMACS;

    Keys(LineReader editor) {
        this.editor = editor;
        for (String map : new String[] {LineReader.EMACS, LineReader.VIINS, LineReader.VICMD}) {
            // JLine binds it in vi's command mode only
            editor.getKeyMaps()
                    .get(map)
                    .bind(new Reference(LineReader.EDIT_AND_EXECUTE_COMMAND), KeyMap.ctrl('X') + KeyMap.ctrl('E'));
        }
    }

    /** The user's mode for all programs with readline(3): from INPUTRC, else ~/.inputrc. */
    static Mode chosen(Map<String, String> environment) {
        String inputrc = environment.getOrDefault("INPUTRC", environment.getOrDefault("HOME", "") + "/.inputrc");
        try {
            Matcher matcher = EDITING_MODE.matcher(Files.readString(Path.of(inputrc)));
            return matcher.find() ? Mode.of(matcher.group(1)).orElse(Mode.EMACS) : Mode.EMACS;
        } catch (IOException e) {
            return Mode.EMACS;
        }
    }

    /** The current mode. */
    public Mode mode() {
        return mode;
    }

    /** Uses this mode from the next line on. */
    public void use(Mode chosen) {
        Map<String, KeyMap<Binding>> maps = editor.getKeyMaps();
        maps.put(LineReader.MAIN, maps.get(chosen.map));
        mode = chosen;
    }
}
