/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <gtest/gtest.h>

#include <string>

namespace mood::test {

/// A text file in a folder of its own; both go with it.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    gchar* folder = g_dir_make_tmp("moodcontrol-XXXXXX", nullptr);
    EXPECT_NE(folder, nullptr);
    folder_ = folder != nullptr ? folder : "";
    g_free(folder);
    path_ = folder_ + "/lights.conf";
    write(text);
  }
  ~TemporaryFile() {
    g_unlink(path_.c_str());
    g_rmdir(folder_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }
  /// The same file with other contents.
  void write(const std::string& text) { write_to(path_, text); }
  /// Another file in its place, as editors do.
  void replace(const std::string& text) {
    const std::string other = path_ + "~";
    write_to(other, text);
    EXPECT_EQ(g_rename(other.c_str(), path_.c_str()), 0);
  }
  void remove() { EXPECT_EQ(g_unlink(path_.c_str()), 0); }

 private:
  /* In place: g_file_set_contents would replace it. */
  static void write_to(const std::string& path, const std::string& text) {
    FILE* const file = g_fopen(path.c_str(), "w");
    ASSERT_NE(file, nullptr);
    EXPECT_EQ(fwrite(text.data(), 1, text.size(), file), text.size());
    fclose(file);
  }

  std::string folder_;
  std::string path_;
};

}  // namespace mood::test
