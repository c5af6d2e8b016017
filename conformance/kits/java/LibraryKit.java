// SPDX-License-Identifier: MIT

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A gather in Java before the suite: library protocol 1 of spec/format/README.md. There is one
 * thread, and what follows from a completion happens in it at once.
 */
public final class LibraryKit {
  /** What a child failed with. */
  public static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int number;

    private Failure(int number) {
      super(null, null, false, false);
      this.number = number;
    }
  }

  /** What a child was cancelled with: CompletableFuture tells the two apart. */
  public static final class Cancelled extends CancellationException {
    private static final long serialVersionUID = 1;
    private final int number;

    private Cancelled(int number) {
      this.number = number;
    }
  }

  /** The number of what a child ended with; null for an exception of somebody else. */
  public static Integer numberOf(Throwable error) {
    if (error instanceof CompletionException) return numberOf(error.getCause());
    if (error instanceof Failure) return ((Failure) error).number;
    return error instanceof Cancelled ? ((Cancelled) error).number : null;
  }

  /** What a library is: its gather gives the numbers of what the children came to. */
  public interface Gather {
    CompletableFuture<List<Integer>> of(
        List<CompletableFuture<Integer>> children, boolean returnExceptions);
  }

  private static final Gson gson = new Gson();
  private final Gather gather;
  private final Map<Integer, CompletableFuture<Integer>> children = new HashMap<>();
  private final Map<Integer, CompletableFuture<List<Integer>>> gathers = new HashMap<>();
  private List<Map<String, Object>> deeds = new ArrayList<>();

  private LibraryKit(Gather gather) {
    this.gather = gather;
  }

  /** Answers until the end of the input. */
  public static void serve(String name, String version, List<String> capabilities, Gather gather)
      throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in));
    var run = new LibraryKit(gather);
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var told = JsonParser.parseString(line).getAsJsonObject();
      if (told.has("hello")) {
        say(Map.of("hello", Map.of("library", 1, "name", name, "version", version, "language",
            "Java", "edition", "3.14", "capabilities", capabilities)));
        continue;
      }
      if (told.has("bye")) {
        say(Map.of("bye", true));
        return;
      }
      if (told.has("begin")) run = new LibraryKit(gather);
      run.hear(told);
      say(Map.of("id", told.get("id"), "does", run.deeds));
      run.deeds = new ArrayList<>();
    }
  }

  private void hear(JsonObject told) {
    if (told.has("gather")) call(told);
    if (told.has("cancel")) gathers.get(told.get("cancel").getAsInt()).cancel(true);
    if (told.has("ended")) ended(told);
  }

  private void call(JsonObject told) {
    var of = new ArrayList<CompletableFuture<Integer>>();
    for (var number : told.getAsJsonArray("of"))
      of.add(children.computeIfAbsent(number.getAsInt(), key -> new CompletableFuture<>()));
    for (var each : told.getAsJsonArray("over")) ended(each.getAsJsonObject());
    for (var number : told.getAsJsonArray("of")) start(number.getAsInt());
    var call = told.get("gather").getAsInt();
    gathers.put(call, gather.of(of, told.get("return_exceptions").getAsBoolean()));
    gathers.get(call).whenComplete((list, error) -> done(call, list, error));
  }

  private void start(int child) {
    var deed = Map.<String, Object>of("start", child);
    if (!children.get(child).isDone() && !deeds.contains(deed)) deeds.add(deed);
  }

  private void ended(JsonObject news) {
    var child = children.get(news.get("ended").getAsInt());
    if (news.has("result")) child.complete(news.get("result").getAsInt());
    if (news.has("error")) child.completeExceptionally(new Failure(news.get("error").getAsInt()));
    if (news.has("cancelled"))
      child.completeExceptionally(new Cancelled(news.get("cancelled").getAsInt()));
  }

  private void done(int call, List<Integer> list, Throwable error) {
    if (error == null) deeds.add(Map.of("done", call, "list", list));
    else if (numberOf(error) != null) deeds.add(Map.of("done", call, "outcome", numberOf(error)));
    else if (error instanceof CancellationException)
      deeds.add(Map.of("done", call, "cancelled", true));
    else throw new IllegalStateException(error);
  }

  private static void say(Map<String, ? extends Object> what) {
    System.out.println(gson.toJson(what));
  }
}
