// SPDX-License-Identifier: MIT

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * CompletableFuture.allOf, and around it what everybody writes who wants the results: when all are
 * done, join each.
 */
public final class AllOf {
  private static CompletableFuture<List<Integer>> gather(
      List<CompletableFuture<Integer>> children, boolean returnExceptions) {
    var all = CompletableFuture.allOf(children.toArray(CompletableFuture<?>[]::new));
    if (returnExceptions)
      return all.handle((nothing, error) -> listOf(children, AllOf::joinOrCatch));
    return all.thenApply(nothing -> listOf(children, CompletableFuture::join));
  }

  private static Integer joinOrCatch(CompletableFuture<Integer> child) {
    try {
      return child.join();
    } catch (CompletionException | CancellationException error) {
      return LibraryKit.numberOf(error);
    }
  }

  private static List<Integer> listOf(
      List<CompletableFuture<Integer>> children, Function<CompletableFuture<Integer>, Integer> join) {
    return children.stream().map(join).collect(Collectors.toList());
  }

  public static void main(String[] arguments) throws IOException {
    LibraryKit.serve(
        "CompletableFuture.allOf",
        Runtime.version().toString(),
        List.of("cancel_outer", "cancel_child", "cancel_awaiter", "return_exceptions", "duplicates",
            "nesting", "empty", "futures", "tasks", "identity"),
        AllOf::gather);
  }
}
