# SPDX-License-Identifier: BSL-1.0
# Conan 2: conan create cmake/packaging/conan --build=missing
import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir


class AscribeRecipe(ConanFile):
    name = "ascribe"
    license = "BSL-1.0"
    description = "Source-attributed event modelling: who said what about which event, through whom, how firmly"
    topics = ("provenance", "attribution", "events", "claims")
    package_type = "library"
    settings = "os", "compiler", "build_type", "arch"
    options = {"shared": [True, False], "fPIC": [True, False], "json_lines": [True, False]}
    default_options = {"shared": False, "fPIC": True, "json_lines": True, "boost/*:header_only": True}

    def _root(self):
        return os.path.abspath(os.path.join(self.recipe_folder, "..", "..", ".."))

    def set_version(self):
        text = load(self, os.path.join(self._root(), "include", "ascribe", "version.hpp"))
        parts = [re.search(rf"ASCRIBE_VERSION_{part} (\d+)", text).group(1) for part in ("MAJOR", "MINOR", "PATCH")]
        self.version = ".".join(parts)

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "include/*", "src/*", "cmake/*"):
            copy(self, pattern, self._root(), self.export_sources_folder)

    def config_options(self):
        if self.settings.os == "Windows":
            del self.options.fPIC

    def configure(self):
        if self.options.shared:
            self.options.rm_safe("fPIC")

    def validate(self):
        check_min_cppstd(self, 20)

    def requirements(self):
        self.requires("boost/[>=1.75 <2]", transitive_headers=True)
        self.requires("fmt/[>=9 <12]", transitive_headers=True)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["ASCRIBE_BUILD_TESTS"] = False
        toolchain.cache_variables["ASCRIBE_BUILD_EXAMPLES"] = False
        toolchain.cache_variables["ASCRIBE_INSTALL"] = True
        toolchain.cache_variables["ASCRIBE_JSON_LINES"] = "ON" if self.options.json_lines else "OFF"
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        rmdir(self, os.path.join(self.package_folder, "lib", "cmake"))
        rmdir(self, os.path.join(self.package_folder, "lib", "pkgconfig"))
        rmdir(self, os.path.join(self.package_folder, "share"))

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "ascribe")
        core = self.cpp_info.components["ascribe"]
        core.set_property("cmake_target_name", "ascribe::ascribe")
        core.set_property("pkg_config_name", "ascribe")
        core.libs = ["ascribe"]
        core.requires = ["boost::headers", "fmt::fmt"]
        if self.options.json_lines:
            lines = self.cpp_info.components["json_lines"]
            lines.set_property("cmake_target_name", "ascribe::json_lines")
            lines.set_property("pkg_config_name", "ascribe-json_lines")
            lines.libs = ["ascribe_json_lines"]
            lines.requires = ["ascribe"]
