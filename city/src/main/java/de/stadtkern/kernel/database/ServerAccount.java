package de.stadtkern.kernel.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who runs PostgreSQL and owns its files. PostgreSQL refuses to run as root; a program started by root therefore gives
 * it another account.
 *
 * @param prefix the words before a command that make it run as this account; none when the program itself does
 */
record ServerAccount(FileOwner owner, List<String> prefix) {

    /** The account for this folder, which exists. */
    static ServerAccount forHome(Path home) throws IOException {
        UnixSystem user = new UnixSystem();
        FileOwner ourselves = new FileOwner((int) user.getUid(), (int) user.getGid());
        FileOwner owner = FileOwner.of(home);
        if (ourselves.isRoot()) {
            return chosenByRoot(home, owner);
        }
        if (owner.uid() != ourselves.uid()) {
            throw foreign(home);
        }
        return new ServerAccount(ourselves, List.of());
    }

    /** Refuses a folder in which nothing can be made, because it is somebody else's or read-only. */
    static void requireWritable(Path folder) throws IOException {
        if (!Files.isWritable(folder)) {
            int ourselves = (int) new UnixSystem().getUid();
            throw ourselves == 0 || ourselves == FileOwner.of(folder).uid() ? readOnly(folder) : foreign(folder);
        }
    }

    /** The words of a command that runs as this account. */
    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(words);
        return command;
    }

    /**
     * Without privileges where that account may enter the folder, else confined: inside a user namespace root is nobody,
     * but still enters folders such as /root that only root may enter.
     */
    private static ServerAccount chosenByRoot(Path home, FileOwner owner) {
        ServerAccount unprivileged = unprivileged(owner.isRoot() ? FileOwner.NOBODY : owner);
        ServerAccount confined = new ServerAccount(FileOwner.ROOT, List.of("unshare", "-U"));
        Path parent = home.resolveSibling("");
        if (unprivileged.mayEnter(parent)) {
            return unprivileged;
        }
        if (confined.mayEnter(parent)) {
            return confined;
        }
        throw unprivileged.barredFrom(parent);
    }

    private static ServerAccount unprivileged(FileOwner owner) {
        return new ServerAccount(
                owner, List.of("setpriv", "--reuid=" + owner.uid(), "--regid=" + owner.gid(), "--clear-groups"));
    }

    private boolean mayEnter(Path folder) {
        try {
            return new ProcessBuilder(command(List.of("test", "-x", folder.toString())))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such program: this way of changing the account does not exist here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private DatabaseFailure barredFrom(Path folder) {
        if (!mayEnter(Path.of("/"))) {
            return new DatabaseFailure(
                    "PostgreSQL refuses to run as root, and neither setpriv nor unshare can give it another account here.",
                    "Start Stadtkern as an ordinary user, or give the address of a server with --db.");
        }
        Path closed = folder;
        for (Path parent = folder.getParent(); parent != null && !mayEnter(parent); parent = parent.getParent()) {
            closed = parent;
        }
        return new DatabaseFailure(
                "PostgreSQL refuses to run as root, and user %d, as which it runs instead, may not enter the folder %s."
                        .formatted(owner.uid(), closed),
                "Choose a folder that everybody may enter, for instance --data /var/lib/stadtkern, or start Stadtkern as an ordinary user.");
    }

    private static DatabaseFailure readOnly(Path folder) {
        return new DatabaseFailure(
                "The folder %s is read-only, but PostgreSQL must write into it.".formatted(folder),
                "Mount it writable, allow writing with: chmod u+w '%s' – or choose another folder with --data."
                        .formatted(folder));
    }

    private static DatabaseFailure foreign(Path folder) throws IOException {
        UnixSystem user = new UnixSystem();
        return new DatabaseFailure(
                "The folder %s belongs to %s (user %d), but Stadtkern runs as %s (user %d)."
                        .formatted(
                                folder,
                                Files.getOwner(folder).getName(),
                                FileOwner.of(folder).uid(),
                                user.getUsername(),
                                user.getUid()),
                "Hand it over with: sudo chown -R %s '%s' – or choose another folder with --data."
                        .formatted(user.getUsername(), folder));
    }
}
