"""Search engines that are told of pages; a module for each."""
