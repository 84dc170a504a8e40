@echo off
rem mvnw.cmd: the same as mvnw, for Windows. See there for the variables it honours.
setlocal

rem The repository's address is put together here; see mvnw for the reason.
set "MAVEN_DOMAIN=maven.apache.org"
set "REPOSITORY=https://repo.%MAVEN_DOMAIN%/maven2"
if defined MVNW_REPOURL set "REPOSITORY=%MVNW_REPOURL%"

set "HERE=%~dp0"
for /f "usebackq eol=# tokens=1,* delims==" %%a in ("%HERE%.mvn\wrapper\maven-wrapper.properties") do (
  if "%%a"=="distributionUrl" set "DIST_PATH=%%b"
  if "%%a"=="distributionSha256Sum" set "DIST_SHA256=%%b"
)
for %%f in ("%DIST_PATH%") do set "DIST_NAME=%%~nf"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"

if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "DIST_HOME=%MAVEN_USER_HOME%\wrapper\dists\%DIST_NAME:-bin=%\%DIST_SHA256%"

if exist "%DIST_HOME%\bin\mvn.cmd" goto run
echo mvnw: fetching %DIST_NAME:-bin=% 1>&2
"%JAVA%" %MAVEN_OPTS% "%HERE%.mvn\wrapper\FetchMaven.java" "%REPOSITORY%/%DIST_PATH%" "%DIST_SHA256%" "%DIST_HOME%"
if not errorlevel 1 goto run
where mvn >nul 2>nul
if errorlevel 1 (
  echo mvnw: no Maven: set MVNW_REPOURL to a mirror that is reachable, or put mvn 3.8 or newer on PATH 1>&2
  exit /b 1
)
echo mvnw: going on with the mvn on PATH 1>&2
mvn %*
exit /b %ERRORLEVEL%

:run
"%DIST_HOME%\bin\mvn.cmd" %*
